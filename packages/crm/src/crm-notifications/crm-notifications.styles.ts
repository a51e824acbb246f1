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
  .table :is(.link, .protocol-number) {
    white-space: normal;
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
      inline-size: 94px;
    }
    .table th:nth-child(4) {
      inline-size: 110px;
    }
    .table th:nth-child(6) {
      inline-size: 142px;
    }
    .table .btn {
      margin-block: -3px;
    }
  }
  @container (min-width: 1180px) {
    .table th:nth-child(1) {
      inline-size: 150px;
    }
    .table th:nth-child(4) {
      inline-size: 220px;
    }
  }
  @media (pointer: coarse) {
    .table .btn {
      min-block-size: 44px;
    }
  }
`;
