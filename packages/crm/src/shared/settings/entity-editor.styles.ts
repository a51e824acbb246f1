import { css } from 'lit';

/** The form of an entry, and the list that leads to it. */
export const entityEditorStyles = css`
  .entry-form {
    max-inline-size: 760px;
    gap: var(--_s4);
  }
  .entry-form .short {
    max-inline-size: 140px;
  }
  .entry-form fieldset.section {
    display: grid;
    gap: var(--_s4);
    padding: var(--_s4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
  }
  .section > legend {
    padding-inline: var(--_s1);
    font-weight: 650;
  }
  .btn-small {
    min-block-size: 28px;
    padding: 1px 10px;
    font-size: var(--_size-s);
  }
  .many {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr));
    gap: 0 var(--_s4);
  }
  .many > .check {
    align-items: start;
    padding-block: 4px;
    line-height: 1.4;
  }
  .summary {
    display: grid;
    justify-items: start;
  }
  .conflict {
    display: grid;
    gap: var(--_s3);
    padding: var(--_s3) var(--_s4);
    border: 1px solid var(--_border);
    border-block-start: 0;
    border-radius: 0 0 var(--_radius) var(--_radius);
  }
  .conflict dd > .small {
    display: block;
  }
  .conflict > div {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
    gap: var(--_s2) var(--_s4);
  }
  .conflict dt {
    grid-column: 1 / -1;
  }
  #summary > .actions {
    margin-block-start: var(--_s3);
  }
  /* What cannot be undone keeps its distance. */
  .entry-form > .actions > .btn-danger {
    margin-inline-start: auto;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s2) var(--_s4);
  }
  .tools > .search {
    flex: 1 1 240px;
    max-inline-size: 420px;
  }
  .table .wide > .link {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  /* The name of an entry needs no label in its card. */
  @container (max-width: 859px) {
    .table td.wide::before {
      display: none;
    }
  }
  .off td:not(:last-child) {
    color: var(--_muted);
  }
`;
