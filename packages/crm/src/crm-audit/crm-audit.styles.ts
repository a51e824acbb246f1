import { css } from 'lit';

/** The audit trail's own rules, on top of the foundation. */
export const styles = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--_s2) var(--_s4);
  }
  .tools > .field {
    flex: 0 1 280px;
  }
  .only {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s2) var(--_s3);
  }
  .only > span {
    overflow-wrap: anywhere;
  }
  .day {
    margin-block-start: var(--_s2);
    padding-block-end: var(--_s2);
    border-block-end: 1px solid var(--_border);
    color: var(--_muted);
    font-size: 13px;
    font-weight: 600;
  }
  .record {
    border-block-end: 1px solid var(--_border);
  }
  .record > summary {
    display: grid;
    grid-template-columns: 20px 56px minmax(0, 1fr);
    align-items: baseline;
    gap: var(--_s2);
    padding: var(--_s2) var(--_s1);
    border-radius: var(--_radius);
    list-style: none;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .record > summary::-webkit-details-marker {
    display: none;
  }
  .record > summary:hover {
    background: var(--_canvas);
  }
  .record > summary > .turn {
    align-self: start;
    color: var(--_muted);
  }
  .record[open] > summary > .turn {
    rotate: 90deg;
  }
  .what {
    display: grid;
    gap: var(--_s3);
    padding: var(--_s1) var(--_s1) var(--_s4) 28px;
  }
  .what .table {
    table-layout: fixed;
  }
  .what .table td {
    overflow-wrap: anywhere;
    vertical-align: top;
  }
  .what .table tbody tr:hover {
    background: none;
  }
  .what .table th {
    white-space: normal;
  }
  .what .list {
    display: grid;
    gap: 2px;
  }
  .record .btn {
    justify-self: start;
  }
  .more {
    justify-items: center;
  }
  @container (max-width: 859px) {
    .table td.wide::before {
      display: none;
    }
    .table td.wide {
      grid-column: 1 / -1;
    }
    .what .table tr {
      padding: 0 0 var(--_s3);
      border: 0;
      border-block-end: 1px solid var(--_border);
      border-radius: 0;
    }
  }
  @container (max-width: 479px) {
    .what {
      padding-inline-start: var(--_s1);
    }
    .what .table td:not(.wide) {
      grid-template-columns: 72px minmax(0, 1fr);
    }
  }
  @media (pointer: coarse) {
    .record > summary {
      min-block-size: 44px;
    }
  }
`;
