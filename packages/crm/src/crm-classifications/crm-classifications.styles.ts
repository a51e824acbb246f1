import { css } from 'lit';

/** Styles of the classifications screen: tree and entry beside each other, or one after the other where it is narrow. */
export const styles = css`
  .layout {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_s6);
    align-items: start;
  }
  .nodes ul {
    /* What is below a branch starts where the branch's name does. */
    padding-inline-start: 28px;
  }
  .row {
    display: flex;
    align-items: stretch;
    gap: 2px;
  }
  .toggle {
    display: grid;
    place-content: center;
    flex: none;
    inline-size: 26px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_muted);
  }
  button.toggle {
    cursor: pointer;
  }
  button.toggle:hover,
  .node:hover {
    background: var(--_canvas);
  }
  .toggle > .icon {
    transition: transform 0.12s;
  }
  .toggle[aria-expanded='true'] > .icon {
    transform: rotate(90deg);
  }
  .node {
    display: flex;
    flex: 1 1 0;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px var(--_s2);
    min-inline-size: 0;
    min-block-size: 36px;
    padding: 4px var(--_s2);
    border: 0;
    border-radius: var(--_radius);
    background: none;
    line-height: 1.35;
    text-align: start;
    cursor: pointer;
  }
  .node > .grow {
    flex-basis: 9em;
    overflow-wrap: anywhere;
  }
  .node.off {
    color: var(--_muted);
  }
  .node[aria-current='true'] {
    background: var(--_brand-tint);
    color: var(--_brand-text);
    font-weight: 600;
  }
  .nodes :focus-visible {
    outline-offset: -2px;
  }
  .path {
    display: block;
    color: var(--_muted);
    font-size: 13px;
    font-weight: 400;
  }
  .tag {
    padding: 0 7px;
    border: 1px solid var(--_border);
    border-radius: 10px;
    color: var(--_muted);
    font-size: 13px;
    font-weight: 400;
    line-height: 20px;
  }
  .tag-strong {
    border-color: var(--_control);
    color: var(--_text);
    font-weight: 600;
  }
  .mark,
  .legend {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--_muted);
  }
  .mark > .icon,
  .legend > .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  .back {
    justify-self: start;
    margin-inline-start: calc(var(--_s3) * -1);
  }
  .entry-form {
    padding-block-start: var(--_s4);
  }
  .lower {
    display: grid;
    gap: var(--_s4);
  }
  .tab > .icon {
    color: var(--_error);
  }
  .presets {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s2);
    margin-block: var(--_s1) var(--_s2);
  }
  .presets > .btn {
    min-block-size: 32px;
    padding: 2px 10px;
    font-size: var(--_size-s);
    font-weight: 500;
  }
  .effect {
    display: block;
  }
  .effect + .effect {
    margin-block-start: var(--_s1);
  }
  @container (min-width: 860px) {
    .layout {
      grid-template-columns: minmax(300px, 2fr) minmax(0, 3fr);
      gap: var(--_s8);
    }
    .entry-pane {
      padding-inline-start: var(--_s8);
      border-inline-start: 1px solid var(--_border);
    }
    .back {
      display: none;
    }
    .tree-pane {
      position: sticky;
      inset-block-start: var(--_s4);
    }
    .tree-pane > .nodes {
      max-block-size: max(360px, calc(100vh - 240px));
      overflow-y: auto;
    }
  }
  @container (max-width: 859px) {
    .page[data-editing] > .head,
    .page[data-editing] .tree-pane,
    .page:not([data-editing]) .entry-pane {
      display: none;
    }
  }
  @container (max-width: 479px) {
    .nodes ul {
      padding-inline-start: 16px;
    }
    .lower > .tabs > .tab {
      flex: 1 1 0;
    }
  }
  @media (pointer: coarse) {
    .node {
      min-block-size: 44px;
    }
    .toggle {
      inline-size: 44px;
    }
    .nodes ul {
      padding-inline-start: 22px;
    }
    .presets > .btn {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .node[aria-current='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
