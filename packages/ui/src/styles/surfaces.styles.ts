import { css } from 'lit';

/** What holds content: cards, tables that become cards, notices, empty and loading states. */
export const surfaces = css`
  .card {
    padding: var(--_s4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
    background: var(--_surface);
  }
  .card-sunken {
    border-color: transparent;
    background: var(--_canvas);
  }
  .rule {
    border: 0;
    border-block-start: 1px solid var(--_border);
    margin: 0;
  }


  /* Colour and weight are set, not inherited: in pages without a doctype tables inherit neither. */
  .table {
    inline-size: 100%;
    border-collapse: collapse;
    color: var(--_text);
    font: 400 var(--_size-s) / 1.4 var(--_font);
    text-align: start;
  }
  .table :is(th, td) {
    padding: var(--_row) var(--_s2);
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: middle;
  }
  .table th {
    color: var(--_muted);
    font-size: 13px;
    font-weight: 600;
    vertical-align: bottom;
  }
  .table tbody tr:hover {
    background: var(--_canvas);
  }
  .table tr[data-unread] .protocol-number {
    font-weight: 650;
  }
  .table :is(.link, .protocol-number) {
    white-space: nowrap;
  }
  .table .status {
    white-space: normal;
  }
  @container (min-width: 1040px) {
    .table :is(th, .num, .status) {
      white-space: nowrap;
    }
    .table :is(th, td) {
      padding-inline: var(--_s3);
    }
  }
  /* Below 860 px of the element's own width each row is a card: same order, its label with each value. */
  @container (max-width: 859px) {
    .table,
    .table tbody {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_s3);
    }
    .table thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .table tr {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 190px), 1fr));
      gap: var(--_s3) var(--_s4);
      padding: var(--_s3) var(--_s4);
      border: 1px solid var(--_border);
      border-radius: var(--_radius-l);
    }
    .table td {
      padding: 0;
      border: 0;
    }
    .table td::before {
      content: attr(data-label);
      display: block;
      color: var(--_muted);
      font-size: 13px;
      font-weight: 400;
    }
  }
  @container (max-width: 479px) {
    .table tr {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_s2);
    }
    .table td:not(.wide) {
      display: grid;
      grid-template-columns: 116px minmax(0, 1fr);
      gap: var(--_s3);
      align-items: baseline;
    }
    .table td.wide .protocol-number {
      font-size: 16px;
    }
  }

  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: var(--_s2) var(--_s3);
    padding: var(--_s3) var(--_s4);
    border: 1px solid var(--_border);
    border-inline-start: 4px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_canvas);
  }
  .notice > .icon {
    margin-block-start: 2px;
    color: var(--_muted);
  }
  .notice-body {
    flex: 1 1 160px;
    min-inline-size: 0;
  }
  .notice-info {
    border-inline-start-color: var(--_brand-text);
    background: var(--_brand-tint);
  }
  .notice-info > .icon {
    color: var(--_brand-text);
  }
  .notice-error {
    border-inline-start-color: var(--_error);
    background: var(--_error-tint);
  }
  .notice-error > .icon {
    color: var(--_error);
  }
  .notice-success {
    border-inline-start-color: var(--_success);
    background: var(--_success-tint);
  }
  .notice-success > .icon {
    color: var(--_success);
  }

  .empty {
    display: grid;
    justify-items: center;
    gap: var(--_s2);
    padding: var(--_s8) var(--_s4);
    text-align: center;
  }
  .empty > .icon {
    inline-size: 32px;
    block-size: 32px;
    color: var(--_muted);
    stroke-width: 1.5;
  }
  .empty > p {
    max-inline-size: 46ch;
    color: var(--_muted);
  }
  .empty > .btn {
    margin-block-start: var(--_s2);
  }

  .skeleton {
    display: block;
    block-size: 12px;
    margin-block: 4px;
    border-radius: 4px;
    background: var(--_border);
    opacity: 0.75;
  }
  .skeleton-short {
    inline-size: 40%;
  }

  @media (forced-colors: active) {
    .skeleton {
      border: 1px solid GrayText;
      background: none;
    }
  }
`;
