import { css } from 'lit';

/** The operator's own rules for a protocol, on top of the foundation and of what every thread has. */
export const styles = css`
  .page {
    max-inline-size: 1320px;
  }
  .page > .data {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 132px), max-content));
    gap: var(--_s2) var(--_s8);
  }
  .wide {
    flex: 1 0 100%;
  }
  .split {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_s4);
  }
  .side {
    order: -1;
  }
  .facts-button[aria-expanded='true'] > .icon {
    rotate: 180deg;
  }
  .facts:not([data-open]) {
    display: none;
  }
  .facts[data-open] {
    margin-block-start: var(--_s2);
  }
  .viewers > ol {
    margin-block-start: var(--_s3);
  }
  .viewers > .check,
  .viewers > .btn {
    margin-block-start: var(--_s3);
  }

  .message-card[data-kind] {
    border-style: dashed;
    border-color: var(--_control);
    background: var(--_surface);
  }
  .message-card[data-kind='confidential'] {
    border-style: double;
    border-width: 3px;
    padding: calc(var(--_s4) - 2px);
  }
  .who {
    display: flex;
    gap: var(--_s2);
    padding-inline-end: 48px;
    font-size: var(--_size-s);
    font-weight: 600;
  }
  .who .muted {
    font-weight: 400;
  }
  :is(.who, .mark) > .icon {
    inline-size: 16px;
    block-size: 16px;
    margin-block-start: 2px;
  }
  .after {
    display: flex;
    flex-wrap: wrap;
    gap: 2px var(--_s4);
  }
  .mark {
    display: inline-flex;
    gap: 6px;
  }
  .change b {
    font-weight: 600;
  }

  .desk {
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
    overflow: clip;
  }
  .desk-bar {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    padding-inline: var(--_s2);
    border-block-end: 1px solid var(--_border);
    background: var(--_canvas);
  }
  .desk-bar > .tabs {
    flex: 1 1 auto;
    border: 0;
    margin-block-end: -1px;
  }
  .desk .tab {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
  }
  .desk-bar > .btn {
    margin-inline-start: auto;
  }
  .desk .tab > .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  .kept {
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: currentColor;
  }
  .desk .composer {
    margin: 0;
    padding: var(--_s4);
    border: 0;
  }
  .desk:not([data-mode='public']) {
    border: 1px dashed var(--_control);
  }
  .desk textarea {
    block-size: 120px;
    min-block-size: 0;
  }
  .desk .drop:not([data-over]) {
    padding: 0;
    border-color: transparent;
  }
  .asks {
    align-content: end;
  }
  .canned {
    display: grid;
    gap: var(--_s2);
    padding: var(--_s3);
  }
  .answers {
    max-block-size: 240px;
    overflow-y: auto;
  }
  .answer {
    display: block;
    inline-size: 100%;
    padding: var(--_s2);
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_text);
    text-align: start;
    cursor: pointer;
  }
  .answer:hover {
    background: var(--_canvas);
  }
  .answer:focus-visible {
    outline-offset: -2px;
  }
  .answer > span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .file > .check {
    grid-column: 2;
  }
  #close {
    margin-inline-start: auto;
  }

  /* In one line also on a screen of 1024 px, where the panel with the protocol's data stands beside it. */
  @container (min-width: 480px) {
    .desk-bar > .btn,
    .desk .tab {
      padding-inline: 8px;
      font-size: var(--_size-s);
    }
  }
  @container (min-width: 900px) {
    .split {
      grid-template-columns: minmax(0, 1fr) 288px;
      gap: var(--_s6);
      align-items: start;
    }
    .side {
      order: 0;
      position: sticky;
      inset-block-start: var(--_s4);
      max-block-size: calc(100vh - 32px);
      overflow-y: auto;
    }
    .facts-button {
      display: none;
    }
    .facts:not([data-open]) {
      display: grid;
    }
    .facts[data-open] {
      margin: 0;
    }
    .facts .data {
      font-size: var(--_size-s);
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_s2);
    }
  }
  @media (forced-colors: active) {
    .kept {
      background: CanvasText;
    }
  }
`;
