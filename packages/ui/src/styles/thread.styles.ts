import { css } from 'lit';

/** A thread of messages with its composer, for the provider and the operator. Stands after the foundation and `contact`. */
export const thread = css`
  .back {
    justify-self: start;
    margin: calc(var(--_s2) * -1) 0 calc(var(--_s2) * -1) -14px;
  }
  .number {
    font-weight: 600;
    white-space: nowrap;
  }
  summary {
    inline-size: fit-content;
    min-block-size: 24px;
    color: var(--_brand-text);
    cursor: pointer;
  }
  .data {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 200px), 1fr));
  }
  details > .data {
    margin-block-start: var(--_s3);
  }
  .older {
    justify-self: center;
  }
  /* Inline blocks do not take part in the underline of what is around them. */
  .link .protocol-number > span {
    text-decoration: underline;
  }
  .thread,
  .thread > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_s3);
  }
  .thread > li {
    position: relative;
  }
  .message-end {
    position: absolute;
    inset-block-end: 0;
    block-size: 1px;
    inline-size: 1px;
  }
  .divider {
    display: flex;
    align-items: center;
    gap: var(--_s3);
    padding-block: var(--_s2);
    color: var(--_muted);
    font-size: var(--_size-s);
    font-weight: 600;
  }
  .divider::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--_border);
  }
  .message-card {
    position: relative;
    display: grid;
    grid-template-columns: 184px minmax(0, 1fr);
    gap: var(--_s2) var(--_s6);
    padding: var(--_s4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
  }
  .message-card[data-own] {
    border-color: transparent;
    background: var(--_canvas);
  }
  .message-card time {
    position: absolute;
    inset-block-start: var(--_s4);
    inset-inline-end: var(--_s4);
  }
  .message-card .plain {
    padding-inline-end: 48px;
  }
  .author {
    font-size: inherit;
    font-weight: 600;
  }
  .you {
    display: inline-block;
    padding: 0 7px;
    border: 1px solid var(--_control);
    border-radius: 99px;
    color: var(--_muted);
    font-size: 12px;
    line-height: 18px;
  }
  .change {
    display: flex;
    align-items: baseline;
    gap: var(--_s2);
    padding-inline: calc(var(--_s4) + 1px);
  }
  .change > .icon {
    inline-size: 14px;
    block-size: 14px;
    align-self: center;
  }
  .composer {
    padding-block-start: var(--_s6);
    border-block-start: 1px solid var(--_border);
    margin-block-start: var(--_s2);
  }
  .composer textarea {
    block-size: 140px;
  }
  .arrived {
    position: sticky;
    z-index: 1;
    inset-block-end: var(--_s4);
    justify-self: center;
    border-radius: 99px;
    box-shadow: var(--_shadow);
  }
  @container (max-width: 699px) {
    .message-card {
      grid-template-columns: minmax(0, 1fr);
    }
    .author {
      padding-inline-end: 48px;
    }
    .message-card .plain {
      padding: 0;
    }
  }
  @container (max-width: 479px) {
    .file-action {
      display: none;
    }
  }
`;
