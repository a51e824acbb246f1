import { css } from 'lit';

/** The home screen's own rules, on top of the foundation. */
export const styles = css`
  .page {
    gap: var(--_s3);
  }
  .below {
    display: grid;
    gap: var(--_s1);
  }
  .layout {
    display: grid;
    grid-template-columns: 164px minmax(0, 1fr);
    gap: var(--_s4);
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
      font-size: 13px;
    }
    .results .table :is(th, td) {
      padding: var(--_s2) 6px;
      vertical-align: top;
      white-space: normal;
    }
    .results .table th {
      vertical-align: bottom;
      font-size: 12px;
    }
    .results .table .status {
      align-items: flex-start;
      white-space: normal;
    }
    .table .status > .icon {
      margin-block-start: 2px;
    }
    .table th:nth-child(1) {
      inline-size: 84px;
    }
    .table th:nth-child(4) {
      inline-size: 118px;
    }
    .table th:nth-child(5) {
      inline-size: 102px;
    }
    .table th:nth-child(6) {
      inline-size: 98px;
    }
    .table th:nth-child(7) {
      inline-size: 104px;
    }
    /* A row has several lines anyway: the groups of the number, the last of which distinguishes protocols, take them. */
    .table .protocol-number {
      display: inline-block;
      margin-inline-start: -0.35em;
      line-height: 1.45;
      white-space: normal;
    }
    .table .protocol-number > span {
      display: inline-block;
      margin-inline-start: 0.35em;
    }
    .take {
      margin-block: -3px;
      font-size: 13px;
    }
  }
  @container (min-width: 860px) and (max-width: 1179px) {
    .deadline > .icon {
      display: none;
    }
  }
  @container (min-width: 1180px) {
    .layout {
      grid-template-columns: 192px minmax(0, 1fr);
      gap: var(--_s6);
    }
    .table {
      font-size: var(--_size-s);
    }
    .results .table :is(th, td) {
      padding-inline: var(--_s2);
    }
    .results .table th {
      font-size: 13px;
    }
    .table .protocol-number {
      font-size: 13px;
    }
    .table th:nth-child(1) {
      inline-size: 150px;
    }
    .table th:nth-child(4) {
      inline-size: 132px;
    }
    .table th:nth-child(5) {
      inline-size: 122px;
    }
    .table th:nth-child(6) {
      inline-size: 106px;
    }
    .table th:nth-child(7) {
      inline-size: 138px;
    }
  }
  @container (min-width: 1440px) {
    .table th:nth-child(1) {
      inline-size: 220px;
    }
    .table th:nth-child(4) {
      inline-size: 200px;
    }
    .table th:nth-child(6) {
      inline-size: 136px;
    }
    .table th:nth-child(7) {
      inline-size: 220px;
    }
    .table .protocol-number {
      font-size: var(--_size-s);
      white-space: nowrap;
    }
  }
  @container (min-width: 680px) and (max-width: 859px) {
    .table tr {
      grid-template-columns: 200px repeat(3, minmax(0, 1fr));
    }
    .table td:nth-child(3) {
      grid-column: span 2;
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
    .filters > .picker {
      grid-column: 1 / -1;
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
