import { css } from 'lit';

/** The console's own rules, on top of the foundation. */
export const styles = css`
  .bar {
    display: flex;
    align-items: center;
    gap: var(--_s2) var(--_s4);
    min-block-size: 52px;
    padding-inline: var(--_s6);
    border-block-end: 1px solid var(--_border);
    background: var(--_canvas);
  }
  .brand {
    display: flex;
    align-items: baseline;
    gap: var(--_s2);
    padding-inline-end: var(--_s2);
    white-space: nowrap;
  }
  .brand > .strong {
    font-size: 17px;
    letter-spacing: 0.01em;
  }
  .menu {
    display: flex;
    align-items: center;
    gap: var(--_s1);
  }
  .menu-item {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: var(--_target);
    padding: 4px 12px;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_text);
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
  }
  .menu-item:hover {
    background: var(--_surface);
  }
  .menu-item[aria-current] {
    background: var(--_brand-tint);
    color: var(--_brand-text);
  }
  .menu-item > .icon {
    inline-size: 16px;
    block-size: 16px;
    transition: transform 0.12s;
  }
  .menu-item[aria-expanded='true'] > .icon-turn > .icon {
    transform: rotate(180deg);
  }
  .icon-turn {
    display: inline-flex;
  }
  .holder {
    position: relative;
  }
  .panel {
    position: absolute;
    z-index: 3;
    inset-block-start: calc(100% + 4px);
    inset-inline-start: 0;
    display: grid;
    gap: var(--_s3);
    inline-size: max-content;
    min-inline-size: 240px;
    max-inline-size: min(560px, calc(100cqi - var(--_s6)));
    padding: var(--_s3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .panel-end {
    inset-inline: auto 0;
  }
  .settings {
    grid-template-columns: repeat(2, minmax(200px, 1fr));
    gap: var(--_s3) var(--_s4);
  }
  .panel-title {
    padding: 0 var(--_s2) 2px;
    color: var(--_muted);
    font-size: 13px;
    font-weight: 600;
  }
  .panel-link {
    display: block;
    padding: 6px var(--_s2);
    border-radius: var(--_radius);
    color: var(--_text);
    text-decoration: none;
  }
  .panel-link:hover {
    background: var(--_canvas);
  }
  .panel-link[aria-current] {
    background: var(--_brand-tint);
    color: var(--_brand-text);
    font-weight: 600;
  }
  .end {
    margin-inline-start: auto;
  }
  .who {
    max-inline-size: 260px;
  }
  .who > span:not(.icon-turn) {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .account {
    min-inline-size: 260px;
    gap: var(--_s2);
    padding: var(--_s4);
  }
  .path {
    padding: var(--_s3) var(--_s6) 0;
    color: var(--_muted);
    font-size: var(--_size-s);
  }
  .path > ol {
    display: flex;
    flex-wrap: wrap;
    gap: 2px var(--_s2);
  }
  .path li {
    display: inline-flex;
    align-items: center;
    gap: var(--_s2);
  }
  .path li + li::before {
    content: '›';
  }
  .path [aria-current] {
    color: var(--_text);
  }
  .view {
    min-block-size: 60vh;
  }
  .skip:not(:focus) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .skip:focus {
    position: absolute;
    z-index: 4;
    inset-block-start: 7px;
    inset-inline-start: var(--_s4);
  }
  @container (max-width: 767px) {
    .bar {
      flex-wrap: wrap;
      padding: var(--_s1) var(--_s3);
    }
    .brand > .small {
      display: none;
    }
    .menu-item {
      padding-inline: 10px;
    }
    .who > span:not(.icon-turn) {
      display: none;
    }
    .path {
      padding-inline: var(--_s3);
    }
  }
  @container (max-width: 599px) {
    .holder {
      position: static;
    }
    .bar {
      position: relative;
    }
    .panel,
    .panel-end {
      inset-inline: var(--_s3);
      inline-size: auto;
      min-inline-size: 0;
      max-inline-size: none;
    }
    .settings {
      grid-template-columns: minmax(0, 1fr);
    }
    .panel-link {
      padding-block: 10px;
    }
  }
  @container (max-width: 479px) {
    .bar {
      gap: 0 var(--_s1);
      padding-inline: var(--_s2);
    }
    .brand {
      padding-inline: var(--_s1) 0;
    }
    .menu {
      gap: 0;
    }
    .menu-item {
      gap: 4px;
      padding-inline: 8px;
    }
    .who > .icon-turn {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .menu-item[aria-current],
    .panel-link[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
