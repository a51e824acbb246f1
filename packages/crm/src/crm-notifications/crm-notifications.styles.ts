import { css } from 'lit';

/** The notifications' own rules, on top of the foundation. */
export const styles = css`
  .head {
    padding-block-end: 0;
  }
  .panel {
    padding-block-start: var(--_s4);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--_s2) var(--_s4);
  }
  .tools > .field {
    flex: 0 1 240px;
  }
  .target,
  .reason {
    overflow-wrap: anywhere;
  }
  .table .small {
    font-size: 13px;
  }
  /* The groups of a number stand below one another where there is little room, each at the beginning of its line. */
  .table .link {
    white-space: normal;
  }
  .table .protocol-number {
    display: inline-block;
    margin-inline-start: -0.35em;
    white-space: normal;
  }
  .table .protocol-number > span {
    margin-inline-start: 0.35em;
  }
  /* A card needs no place for what is not there. */
  @container (max-width: 859px) {
    .table .none {
      display: none !important;
    }
  }
  @container (max-width: 479px) {
    .table td:not(.wide) {
      grid-template-columns: 84px minmax(0, 1fr);
    }
  }
  .outcome {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .outcome > .icon {
    inline-size: 16px;
    block-size: 16px;
    color: var(--_muted);
  }
  .outcome[data-state='dead'] {
    color: var(--_error);
    font-weight: 600;
  }
  .outcome[data-state='dead'] > .icon {
    color: inherit;
  }
  .table .btn {
    justify-self: start;
    min-block-size: 28px;
    padding: 1px 10px;
    font-size: 13px;
  }
  .more {
    justify-items: center;
  }
  @container (min-width: 860px) {
    .table {
      table-layout: fixed;
    }
    .table :is(th, td) {
      padding-inline: var(--_s2);
      vertical-align: top;
      white-space: normal;
    }
    .table th:nth-child(1) {
      inline-size: 104px;
    }
    .table th:nth-child(4) {
      inline-size: 110px;
    }
    .table th:nth-child(6) {
      inline-size: 176px;
    }
    .table .num {
      white-space: normal;
    }
    .table .btn {
      margin-block: -3px;
      white-space: nowrap;
    }
  }
  @container (min-width: 1180px) {
    .table th:nth-child(1) {
      inline-size: 150px;
    }
    .table th:nth-child(4) {
      inline-size: 204px;
    }
  }
  @media (pointer: coarse) {
    .table .btn {
      min-block-size: 44px;
    }
  }
`;
