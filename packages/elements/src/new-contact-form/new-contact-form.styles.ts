import { css } from 'lit';

/** The form's own rules, on top of the foundation. */
export const styles = css`
  .page {
    max-inline-size: 860px;
  }
  .columns {
    gap: var(--_s4) var(--_s6);
  }
  .tree,
  .tree ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .tree > li {
    border-block-end: 1px solid var(--_border);
  }
  .tree ul {
    /* What is below a branch starts where the branch's name does: past its arrow and gap. */
    padding-inline-start: calc(18px + var(--_s3));
    padding-block-end: var(--_s2);
  }
  .node {
    display: flex;
    align-items: center;
    gap: var(--_s3);
    inline-size: 100%;
    min-block-size: 44px;
    padding: var(--_s2);
    border: 0;
    border-radius: var(--_radius);
    background: none;
    text-align: start;
    list-style: none;
    cursor: pointer;
  }
  .node::-webkit-details-marker {
    display: none;
  }
  .node:hover {
    background: var(--_canvas);
  }
  .leaf {
    color: var(--_brand-text);
  }
  .leaf[aria-current='true'] {
    background: var(--_brand-tint);
    font-weight: 600;
  }
  .tree ul .node {
    min-block-size: var(--_target);
  }
  summary.node {
    font-weight: 600;
  }
  summary > .icon {
    color: var(--_muted);
    transition: transform 0.12s;
  }
  details[open] > summary > .icon {
    transform: rotate(90deg);
  }
  summary > .small {
    font-weight: 400;
  }
  .path {
    display: block;
    color: var(--_muted);
    font-size: var(--_size-s);
    font-weight: 400;
  }
  .chosen {
    align-items: flex-start;
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
  /* On a phone the last group takes a line of its own, which starts where the first one does. */
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
