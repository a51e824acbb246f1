// Outlines from Lucide 1.62 (https://lucide.dev), ISC licence, Copyright (c) Lucide Icons and Contributors;
// some derive from Feather, MIT licence, Copyright (c) 2013-present Cole Bemis. Drawn inline: no request, no font.
import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

/** A decorative icon from its shapes. */
export const icon = (shapes: SVGTemplateResult): TemplateResult => html`<svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${shapes}
  </svg>`;

/** Decorative icon "search". */
export const iconSearch = (): TemplateResult =>
  icon(svg`<path d="m21 21-4.34-4.34"/><circle cx="11" cy="11" r="8"/>`);

/** Decorative icon "plus". */
export const iconPlus = (): TemplateResult => icon(svg`<path d="M5 12h14"/><path d="M12 5v14"/>`);

/** Decorative icon "check". */
export const iconCheck = (): TemplateResult => icon(svg`<path d="M20 6 9 17l-5-5"/>`);

/** Decorative icon "circle alert". */
export const iconCircleAlert = (): TemplateResult =>
  icon(
    svg`<circle cx="12" cy="12" r="10"/><line x1="12" x2="12" y1="8" y2="12"/><line x1="12" x2="12.01" y1="16" y2="16"/>`,
  );

/** Decorative icon "triangle alert". */
export const iconTriangleAlert = (): TemplateResult =>
  icon(
    svg`<path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3"/><path d="M12 9v4"/><path d="M12 17h.01"/>`,
  );

/** Decorative icon "info". */
export const iconInfo = (): TemplateResult =>
  icon(svg`<circle cx="12" cy="12" r="10"/><path d="M12 16v-4"/><path d="M12 8h.01"/>`);

/** Decorative icon "circle check". */
export const iconCircleCheck = (): TemplateResult =>
  icon(svg`<circle cx="12" cy="12" r="10"/><path d="m16 9-5.5 5.5L8 12"/>`);

/** Decorative icon "wifi off". */
export const iconWifiOff = (): TemplateResult =>
  icon(
    svg`<path d="M12 20h.01"/><path d="M8.5 16.429a5 5 0 0 1 7 0"/><path d="M5 12.859a10 10 0 0 1 5.17-2.69"/><path d="M19 12.859a10 10 0 0 0-2.007-1.523"/><path d="M2 8.82a15 15 0 0 1 4.177-2.643"/><path d="M22 8.82a15 15 0 0 0-11.288-3.764"/><path d="m2 2 20 20"/>`,
  );

/** Decorative icon "inbox". */
export const iconInbox = (): TemplateResult =>
  icon(
    svg`<polyline points="22 12 16 12 14 15 10 15 8 12 2 12"/><path d="M5.45 5.11 2 12v6a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-6l-3.45-6.89A2 2 0 0 0 16.76 4H7.24a2 2 0 0 0-1.79 1.11z"/>`,
  );

/** Decorative icon "list filter". */
export const iconListFilter = (): TemplateResult =>
  icon(svg`<path d="M2 5h20"/><path d="M6 12h12"/><path d="M9 19h6"/>`);

/** The shape that stands beside each status word, so that a status is never told by colour alone. */
export const iconStatus = (status: string): TemplateResult => icon(statusShapes[status] ?? circle);

const circle = svg`<circle cx="12" cy="12" r="9"/>`;

const statusShapes: Record<string, SVGTemplateResult> = {
  in_analysis: svg`<circle cx="12" cy="12" r="9"/><path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"/>`,
  awaiting_provider: svg`<path d="M12 2 22 12 12 22 2 12z" fill="currentColor"/>`,
  closed: svg`<rect x="3" y="3" width="18" height="18" rx="3"/><path d="m8 12 3 3 5.5-6"/>`,
  cancelled: svg`<circle cx="12" cy="12" r="9"/><path d="M5.6 5.6l12.8 12.8"/>`,
};
