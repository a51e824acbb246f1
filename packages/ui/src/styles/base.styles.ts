import { css } from 'lit';

/**
 * Reset, type, focus ring and layout helpers that every element's root needs. Everything is scoped by the wrapper, in
 * px or em: a host that sets `html { font-size: 62.5% }` changes nothing here.
 */
export const base = css`
  .fc *,
  .fc ::before,
  .fc ::after {
    box-sizing: border-box;
  }
  .fc :where(h1, h2, h3, h4, p, ul, ol, dl, dd, figure, fieldset, legend) {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  .fc :where(ul, ol) {
    list-style: none;
  }
  .fc :where(button, input, select, textarea) {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    margin: 0;
  }
  .fc [hidden] {
    display: none !important;
  }
  .fc :focus {
    outline: none;
  }
  .fc :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  /* A heading or region that receives focus by script shows no ring: nothing can be done with it. */
  .fc [tabindex='-1']:focus-visible:not([role='tab']) {
    outline: none;
  }

  .icon {
    inline-size: 18px;
    block-size: 18px;
    flex: none;
    vertical-align: -4px;
  }

  .title {
    font-size: 20px;
    line-height: 1.3;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .subtitle {
    font-size: 16px;
    line-height: 1.4;
    font-weight: 650;
  }
  .small {
    font-size: var(--_size-s);
  }
  .muted {
    color: var(--_muted);
  }
  .strong {
    font-weight: 600;
  }
  .plain {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    max-inline-size: 70ch;
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  /* Groups of a protocol number are set apart by margins, so that a copied number has no spaces. */
  .protocol-number {
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.01em;
  }
  .protocol-number > span + span {
    margin-inline-start: 0.35em;
  }
  .protocol-number > span {
    display: inline-block;
  }
  .link {
    color: var(--_brand-text);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
    border-radius: 2px;
    cursor: pointer;
  }
  .link:hover {
    text-decoration-thickness: 2px;
  }
  button.link {
    display: inline;
    background: none;
    border: 0;
    padding: 2px 0;
    min-block-size: 24px;
    text-align: start;
  }

  .page {
    padding: var(--_s6);
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_s4);
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_s4);
    align-content: start;
  }
  .stack-tight {
    gap: var(--_s1);
  }
  .cluster {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s2) var(--_s3);
  }
  .spread {
    justify-content: space-between;
  }
  .grow {
    flex: 1 1 0;
    min-inline-size: 0;
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
    gap: var(--_s4);
    align-items: start;
  }
  .nowrap {
    flex-wrap: nowrap;
  }
  @container (max-width: 599px) {
    .page {
      padding: var(--_s4) var(--_s3);
    }
  }

  .visually-hidden:not(:focus):not(:active) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    .fc *,
    .fc ::before,
    .fc ::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
