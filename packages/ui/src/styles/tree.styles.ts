import { css } from 'lit';

/** The tree of classifications to choose from; see `classificationStep`. */
export const tree = css`
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
`;
