import { css } from 'lit';

/** Styles of the form, on top of those that it shares with the provider's. */
export const styles = css`
  .page {
    max-inline-size: 920px;
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
`;
