import { css } from 'lit';

/** What only form and thread need: composer, files, dialogs, a protocol's data. Stands after the foundation. */
export const contact = css`
  .counter {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .counter[data-over] {
    color: var(--_error);
    font-weight: 600;
  }
  textarea.input {
    display: block;
    min-block-size: 8.5em;
    line-height: 1.5;
    resize: vertical;
  }
  .progress {
    display: block;
    inline-size: 100%;
    block-size: 6px;
    border: 0;
    border-radius: 3px;
    background: var(--_border);
    overflow: hidden;
    appearance: none;
  }
  .progress::-webkit-progress-bar {
    background: var(--_border);
  }
  .progress::-webkit-progress-value {
    background: var(--_brand);
  }
  .progress::-moz-progress-bar {
    background: var(--_brand);
  }
  .files {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_s2);
  }
  .file {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 2px var(--_s3);
    padding: 6px 6px 6px 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .file > .icon {
    color: var(--_muted);
  }
  .file-name {
    display: block;
    font-weight: 500;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .file-meta {
    display: block;
    color: var(--_muted);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .file > .progress,
  .file > .error {
    grid-column: 2;
  }
  .file[data-state='failed'] {
    border-color: var(--_error);
  }
  .drop {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s1) var(--_s3);
    padding: var(--_s3);
    border: 1px dashed var(--_control);
    border-radius: var(--_radius);
    color: var(--_muted);
    font-size: var(--_size-s);
  }
  .drop[data-over] {
    border: 1px solid var(--_brand-text);
    background: var(--_brand-tint);
    color: var(--_text);
  }
  .data {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 180px), 1fr));
    gap: var(--_s3) var(--_s6);
  }
  .data dt {
    color: var(--_muted);
    font-size: 13px;
  }
  .data dd {
    overflow-wrap: anywhere;
  }
  .dialog {
    inline-size: min(520px, calc(100vw - 32px));
    max-block-size: calc(100vh - 32px);
    padding: var(--_s6);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }
  .dialog::backdrop {
    background: #0b141880;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s3);
    align-items: center;
  }
  .dialog .actions {
    justify-content: flex-end;
    margin-block-start: var(--_s6);
  }

  @container (max-width: 479px) {
    .actions > .btn {
      flex: 1 1 auto;
    }
  }
  @media (forced-colors: active) {
    .progress {
      border: 1px solid;
    }
    .progress::-webkit-progress-value {
      background: Highlight;
    }
  }
`;
