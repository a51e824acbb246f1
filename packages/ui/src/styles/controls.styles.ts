import { css } from 'lit';

/** What a person acts on: buttons, fields, tabs, and the small marks that stand beside them. */
export const controls = css`
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_s2);
    min-block-size: var(--_target);
    padding: 4px 14px;
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-weight: 600;
    line-height: 1.3;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition: background-color 0.12s;
  }
  .btn:hover {
    background: var(--_canvas);
  }
  .btn-primary {
    border-color: transparent;
    background: var(--_brand);
    color: var(--_on-brand);
  }
  .btn-primary:hover {
    background: var(--_brand-hover);
  }
  .btn-quiet {
    border-color: transparent;
    background: transparent;
    color: var(--_brand-text);
  }
  .btn-quiet:hover {
    background: var(--_brand-tint);
  }
  .btn-danger {
    border-color: var(--_error);
    color: var(--_error);
  }
  .btn-danger:hover {
    background: var(--_error-tint);
  }
  .btn-icon {
    inline-size: var(--_target);
    padding: 0;
    flex: none;
  }
  .btn:disabled,
  .btn[aria-disabled='true'] {
    border-color: var(--_border);
    background: var(--_canvas);
    color: var(--_muted);
    cursor: default;
  }
  /* A busy button keeps its colours and stays focusable: what it does is under way, not forbidden. */
  .btn[aria-busy='true'] {
    cursor: progress;
  }
  .btn[aria-busy='true'] > .icon {
    display: none;
  }
  .btn[aria-busy='true']::before {
    content: '';
    flex: none;
    inline-size: 1em;
    block-size: 1em;
    border: 2px solid;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: fc-turn 0.9s linear infinite;
  }
  @keyframes fc-turn {
    to {
      transform: rotate(1turn);
    }
  }

  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_s1);
    align-content: start;
  }
  .label {
    font-weight: 600;
    font-size: var(--_size-s);
  }
  .hint,
  .counter,
  .optional {
    color: var(--_muted);
    font-size: var(--_size-s);
    font-weight: 400;
  }
  .error {
    display: flex;
    gap: 6px;
    color: var(--_error);
    font-size: var(--_size-s);
    font-weight: 600;
  }
  .error > .icon {
    margin-block-start: 1px;
  }
  .input {
    inline-size: 100%;
    min-block-size: var(--_target);
    padding: 6px 10px;
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-size: var(--_size-field);
    line-height: 1.4;
    appearance: none;
  }
  .input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .input:hover {
    border-color: var(--_text);
  }
  .input:focus {
    border-color: var(--_focus);
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
  }
  .input[aria-invalid='true'] {
    border-color: var(--_error);
    box-shadow: inset 0 0 0 1px var(--_error);
  }
  .input:disabled {
    background: var(--_canvas);
    border-color: var(--_border);
    color: var(--_muted);
  }
  /* The arrow is drawn by gradients: an image of any kind would need img-src in the host's policy. */
  select.input {
    padding-inline-end: 32px;
    background-image:
      linear-gradient(45deg, transparent 50%, var(--_muted) 50%),
      linear-gradient(-45deg, transparent 50%, var(--_muted) 50%);
    background-position:
      right 16px center,
      right 11px center;
    background-size: 5px 5px;
    background-repeat: no-repeat;
    text-overflow: ellipsis;
  }
  .search {
    position: relative;
    display: block;
  }
  .search > .icon {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 10px;
    margin-block: auto;
    color: var(--_muted);
    pointer-events: none;
  }
  .search > .input {
    padding-inline-start: 38px;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: var(--_s2);
    min-block-size: max(24px, var(--_target));
    cursor: pointer;
  }
  .check > input {
    inline-size: 18px;
    block-size: 18px;
    flex: none;
    accent-color: var(--_brand);
  }

  .tabs {
    display: flex;
    gap: var(--_s1);
    border-block-end: 1px solid var(--_border);
  }
  .tab {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_s2);
    min-block-size: calc(var(--_target) + 4px);
    padding: 4px 12px;
    margin-block-end: -1px;
    border: 0;
    border-block-end: 3px solid transparent;
    border-radius: var(--_radius) var(--_radius) 0 0;
    background: none;
    color: var(--_muted);
    font-weight: 600;
    line-height: 1.3;
    cursor: pointer;
    transition: background-color 0.12s;
  }
  .tab:hover {
    background: var(--_canvas);
    color: var(--_text);
  }
  .tab:focus-visible {
    outline-offset: -2px;
  }
  .tab[aria-selected='true'] {
    border-block-end-color: var(--_brand-text);
    color: var(--_brand-text);
  }
  .count {
    min-inline-size: 24px;
    padding: 0 7px;
    border-radius: 10px;
    background: var(--_canvas);
    color: var(--_muted);
    font-size: 13px;
    line-height: 20px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  [aria-selected='true'] > .count {
    background: var(--_brand-tint);
    color: var(--_brand-text);
  }

  .badge {
    display: inline-block;
    min-inline-size: 22px;
    padding: 0 6px;
    border-radius: 11px;
    background: var(--_unread);
    color: var(--_on-unread);
    font-size: 13px;
    font-weight: 700;
    line-height: 22px;
    font-variant-numeric: tabular-nums;
    text-align: center;
    white-space: nowrap;
  }
  .status {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }
  .status > .icon {
    inline-size: 14px;
    block-size: 14px;
    color: var(--_muted);
  }
  .status[data-status='awaiting_provider'] {
    font-weight: 650;
  }
  .status[data-status='awaiting_provider'] > .icon {
    color: var(--_text);
  }
  .status[data-status='closed'],
  .status[data-status='cancelled'] {
    color: var(--_muted);
  }



  @container (max-width: 479px) {
    .tabs {
      gap: 0;
    }
    .tab {
      flex: 1 1 0;
      flex-direction: column;
      gap: 2px;
      min-inline-size: 0;
      padding: 6px 4px;
      font-size: var(--_size-s);
    }
  }
  @media (forced-colors: active) {
    .tab[aria-selected='true'] {
      border-block-end-color: Highlight;
    }
    .badge {
      border: 1px solid;
    }
    .btn:disabled,
    .btn[aria-disabled='true'] {
      color: GrayText;
    }
    select.input {
      appearance: auto;
      background-image: none;
    }
  }
`;
