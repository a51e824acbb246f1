import { css } from 'lit';

/** The home screen's own rules, on top of the foundation. */
export const styles = css`
  .layout {
    display: grid;
    grid-template-columns: 176px minmax(0, 1fr);
    gap: var(--_s6);
    align-items: start;
  }
  .queues {
    display: grid;
    gap: var(--_s4);
  }
  .queue-title {
    padding: 0 var(--_s2);
    color: var(--_muted);
    font-size: 13px;
    font-weight: 600;
  }
  .queue {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_s2);
    inline-size: 100%;
    min-block-size: 32px;
    padding: 3px var(--_s2);
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_text);
    font-size: var(--_size-s);
    line-height: 1.3;
    text-align: start;
    cursor: pointer;
  }
  .queue:hover {
    background: var(--_canvas);
  }
  .queue[aria-pressed='true'] {
    background: var(--_brand-tint);
    color: var(--_brand-text);
    font-weight: 600;
  }
  .queue > .num {
    color: var(--_muted);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .queue[aria-pressed='true'] > .num {
    color: inherit;
  }
  .queue[data-alarm] > .num {
    color: var(--_error);
    font-weight: 650;
  }
  .queue-selects {
    display: none;
  }
  .toolbar > .search {
    flex: 1 1 200px;
  }
  .order {
    display: flex;
    align-items: center;
    gap: var(--_s2);
  }
  .order > .label {
    white-space: nowrap;
    font-weight: 400;
    color: var(--_muted);
  }
  .order > .input {
    inline-size: auto;
    font-size: var(--_size-s);
  }
  .filters {
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    gap: var(--_s3) var(--_s4);
  }
  .filters > .field {
    grid-column: span 2;
  }
  .filters > .date {
    grid-column: span 3;
  }
  .results {
    min-block-size: 240px;
  }
  .more {
    justify-items: center;
  }
  .leaf {
    overflow-wrap: anywhere;
  }
  .take {
    min-block-size: 28px;
    padding: 1px 10px;
    font-size: var(--_size-s);
  }
  .table .small {
    font-size: 13px;
  }
  .table tr.ghost:hover {
    background: none;
  }
  a.link {
    text-decoration: none;
  }
  a.link:hover {
    text-decoration: underline;
  }
  .table .protocol-number {
    font-weight: 600;
  }
  @container (min-width: 860px) {
    .table {
      table-layout: fixed;
    }
    .table th:nth-child(1) {
      inline-size: 96px;
    }
    .table th:nth-child(4) {
      inline-size: 108px;
    }
    .table th:nth-child(5) {
      inline-size: 104px;
    }
    .table th:nth-child(6) {
      inline-size: 82px;
    }
    .table th:nth-child(7) {
      inline-size: 112px;
    }
    /* The number takes the height that a row has anyway: its last group, by which people tell protocols apart, stands below. */
    .table .protocol-number {
      display: inline-block;
      white-space: normal;
      font-variant-numeric: tabular-nums;
    }
    .table .protocol-number > span {
      display: inline-block;
    }
    .table td {
      vertical-align: top;
    }
    .take {
      margin-block: -4px;
    }
  }
  @container (min-width: 1180px) {
    .layout {
      grid-template-columns: 208px minmax(0, 1fr);
      gap: var(--_s8);
    }
    .table th:nth-child(1) {
      inline-size: 188px;
    }
    .table :is(th, td):nth-child(1) {
      padding-inline-start: 0;
    }
    .table th:nth-child(4) {
      inline-size: 136px;
    }
    .table th:nth-child(5) {
      inline-size: 128px;
    }
    .table th:nth-child(6) {
      inline-size: 112px;
    }
    .table th:nth-child(7) {
      inline-size: 136px;
    }
    .table .protocol-number {
      white-space: nowrap;
    }
  }
  @container (max-width: 767px) {
    .layout {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_s3);
    }
    .queues {
      display: none;
    }
    .queue-selects {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: var(--_s2) var(--_s3);
    }
    .filters {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .filters > .field,
    .filters > .date {
      grid-column: auto;
    }
  }
  @container (max-width: 479px) {
    .queue-selects,
    .filters {
      grid-template-columns: minmax(0, 1fr);
    }
    .order {
      flex: 1 1 100%;
    }
    .order > .input,
    .toolbar > .btn {
      flex: 1 1 auto;
    }
  }
  @media (pointer: coarse) {
    .queue,
    .take {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .queue[aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
