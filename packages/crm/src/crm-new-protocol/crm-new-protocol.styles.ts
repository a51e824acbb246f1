import { css } from 'lit';

/** The form's own rules, on top of the foundation. */
export const styles = css`
  .page {
    max-inline-size: 920px;
  }
  .columns {
    gap: var(--_s4) var(--_s6);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  form.stack {
    gap: var(--_s6);
  }
  .stack > legend {
    padding-block-end: var(--_s2);
    font-size: 16px;
    font-weight: 650;
  }
  .tree {
    max-block-size: 340px;
    overflow-y: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    padding-inline: var(--_s2);
  }
  .tree > li:last-child {
    border-block-end: 0;
  }
  .node {
    min-block-size: var(--_target);
  }
  .chosen {
    align-items: flex-start;
  }
  .visibility {
    display: flex;
    align-items: flex-start;
    gap: var(--_s2);
    font-size: var(--_size-s);
  }
  .visibility > .icon {
    flex: none;
    margin-block-start: 2px;
  }
  .summary {
    display: grid;
    justify-items: start;
  }
  .summary > .link {
    color: var(--_error);
  }
  .done-head {
    align-items: flex-start;
  }
  .done-head > .icon {
    inline-size: 28px;
    block-size: 28px;
    color: var(--_success);
  }
  .number {
    font-size: 22px;
    line-height: 1.4;
    font-weight: 650;
  }
  .number > .protocol-number {
    display: inline-block;
    margin-inline-start: -0.35em;
  }
  .number > .protocol-number > span {
    margin-inline-start: 0.35em;
  }
  .not-sent {
    display: block;
    margin-block-start: var(--_s2);
  }
`;
