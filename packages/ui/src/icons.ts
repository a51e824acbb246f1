// Outlines from Lucide 1.62 (https://lucide.dev), ISC licence, Copyright (c) Lucide Icons and Contributors;
// some derive from Feather, MIT licence, Copyright (c) 2013-present Cole Bemis. Drawn inline: no request, no font.
import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

const icon = (shapes: SVGTemplateResult): TemplateResult => html`<svg
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

/** Decorative icon "x". */
export const iconX = (): TemplateResult => icon(svg`<path d="M18 6 6 18"/><path d="m6 6 12 12"/>`);

/** Decorative icon "check". */
export const iconCheck = (): TemplateResult => icon(svg`<path d="M20 6 9 17l-5-5"/>`);

/** Decorative icon "chevron right". */
export const iconChevronRight = (): TemplateResult => icon(svg`<path d="m9 18 6-6-6-6"/>`);

/** Decorative icon "chevron down". */
export const iconChevronDown = (): TemplateResult => icon(svg`<path d="m6 9 6 6 6-6"/>`);

/** Decorative icon "chevron left". */
export const iconChevronLeft = (): TemplateResult => icon(svg`<path d="m15 18-6-6 6-6"/>`);

/** Decorative icon "arrow left". */
export const iconArrowLeft = (): TemplateResult => icon(svg`<path d="m12 19-7-7 7-7"/><path d="M19 12H5"/>`);

/** Decorative icon "paperclip". */
export const iconPaperclip = (): TemplateResult =>
  icon(
    svg`<path d="m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551"/>`,
  );

/** Decorative icon "upload". */
export const iconUpload = (): TemplateResult =>
  icon(
    svg`<path d="M12 3v12"/><path d="m17 8-5-5-5 5"/><path d="M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4"/>`,
  );

/** Decorative icon "file". */
export const iconFile = (): TemplateResult =>
  icon(
    svg`<path d="M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z"/><path d="M14 2v5a1 1 0 0 0 1 1h5"/>`,
  );

/** Decorative icon "file text". */
export const iconFileText = (): TemplateResult =>
  icon(
    svg`<path d="M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z"/><path d="M14 2v5a1 1 0 0 0 1 1h5"/><path d="M10 9H8"/><path d="M16 13H8"/><path d="M16 17H8"/>`,
  );

/** Decorative icon "file image". */
export const iconFileImage = (): TemplateResult =>
  icon(
    svg`<path d="M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z"/><path d="M14 2v5a1 1 0 0 0 1 1h5"/><circle cx="10" cy="12" r="2"/><path d="m20 17-1.296-1.296a2.41 2.41 0 0 0-3.408 0L9 22"/>`,
  );

/** Decorative icon "file spreadsheet". */
export const iconFileSpreadsheet = (): TemplateResult =>
  icon(
    svg`<path d="M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z"/><path d="M14 2v5a1 1 0 0 0 1 1h5"/><path d="M8 13h2"/><path d="M14 13h2"/><path d="M8 17h2"/><path d="M14 17h2"/>`,
  );

/** Decorative icon "file archive". */
export const iconFileArchive = (): TemplateResult =>
  icon(
    svg`<path d="M13.659 22H18a2 2 0 0 0 2-2V8a2.4 2.4 0 0 0-.706-1.706l-3.588-3.588A2.4 2.4 0 0 0 14 2H6a2 2 0 0 0-2 2v11.5"/><path d="M14 2v5a1 1 0 0 0 1 1h5"/><path d="M8 12v-1"/><path d="M8 18v-2"/><path d="M8 7V6"/><circle cx="8" cy="20" r="2"/>`,
  );

/** Decorative icon "copy". */
export const iconCopy = (): TemplateResult =>
  icon(
    svg`<rect width="14" height="14" x="8" y="8" rx="2" ry="2"/><path d="M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2"/>`,
  );

/** Decorative icon "printer". */
export const iconPrinter = (): TemplateResult =>
  icon(
    svg`<path d="M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2"/><path d="M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6"/><rect x="6" y="14" width="12" height="8" rx="1"/>`,
  );

/** Decorative icon "refresh cw". */
export const iconRefreshCw = (): TemplateResult =>
  icon(
    svg`<path d="M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8"/><path d="M21 3v5h-5"/><path d="M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16"/><path d="M8 16H3v5"/>`,
  );

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

/** Decorative icon "lock". */
export const iconLock = (): TemplateResult =>
  icon(svg`<rect width="18" height="11" x="3" y="11" rx="2" ry="2"/><path d="M7 11V7a5 5 0 0 1 10 0v4"/>`);

/** Decorative icon "send". */
export const iconSend = (): TemplateResult =>
  icon(
    svg`<path d="M14.536 21.686a.5.5 0 0 0 .937-.024l6.5-19a.496.496 0 0 0-.635-.635l-19 6.5a.5.5 0 0 0-.024.937l7.93 3.18a2 2 0 0 1 1.112 1.11z"/><path d="m21.854 2.147-10.94 10.939"/>`,
  );

/** Decorative icon "inbox". */
export const iconInbox = (): TemplateResult =>
  icon(
    svg`<polyline points="22 12 16 12 14 15 10 15 8 12 2 12"/><path d="M5.45 5.11 2 12v6a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-6l-3.45-6.89A2 2 0 0 0 16.76 4H7.24a2 2 0 0 0-1.79 1.11z"/>`,
  );

/** Decorative icon "trash". */
export const iconTrash = (): TemplateResult =>
  icon(
    svg`<path d="M10 11v6"/><path d="M14 11v6"/><path d="M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6"/><path d="M3 6h18"/><path d="M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"/>`,
  );

/** Decorative icon "download". */
export const iconDownload = (): TemplateResult =>
  icon(
    svg`<path d="M12 15V3"/><path d="M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4"/><path d="m7 10 5 5 5-5"/>`,
  );

/** Decorative icon "list filter". */
export const iconListFilter = (): TemplateResult =>
  icon(svg`<path d="M2 5h20"/><path d="M6 12h12"/><path d="M9 19h6"/>`);

/** Decorative icon "external link". */
export const iconExternalLink = (): TemplateResult =>
  icon(
    svg`<path d="M15 3h6v6"/><path d="M10 14 21 3"/><path d="M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6"/>`,
  );

/** Decorative icon "clock". */
export const iconClock = (): TemplateResult =>
  icon(svg`<circle cx="12" cy="12" r="10"/><path d="M12 6v6l4 2"/>`);

/** Decorative icon "folder". */
export const iconFolder = (): TemplateResult =>
  icon(
    svg`<path d="M20 20a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2h-7.9a2 2 0 0 1-1.69-.9L9.6 3.9A2 2 0 0 0 7.93 3H4a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2Z"/>`,
  );

/** Decorative icon "message square text". */
export const iconMessageSquareText = (): TemplateResult =>
  icon(
    svg`<path d="M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z"/><path d="M7 11h10"/><path d="M7 15h6"/><path d="M7 7h8"/>`,
  );

/** Decorative icon "rotate ccw". */
export const iconRotateCcw = (): TemplateResult =>
  icon(svg`<path d="M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8"/><path d="M3 3v5h5"/>`);

/** The shape that stands beside each status word, so that a status is never told by colour alone. */
export const iconStatus = (status: string): TemplateResult => icon(statusShapes[status] ?? circle);

const circle = svg`<circle cx="12" cy="12" r="9"/>`;

const statusShapes: Record<string, SVGTemplateResult> = {
  in_analysis: svg`<circle cx="12" cy="12" r="9"/><path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"/>`,
  awaiting_provider: svg`<path d="M12 2 22 12 12 22 2 12z" fill="currentColor"/>`,
  closed: svg`<rect x="3" y="3" width="18" height="18" rx="3"/><path d="m8 12 3 3 5.5-6"/>`,
  cancelled: svg`<circle cx="12" cy="12" r="9"/><path d="M5.6 5.6l12.8 12.8"/>`,
};
