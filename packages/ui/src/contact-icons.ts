// Outlines from Lucide 1.62 (https://lucide.dev), ISC licence, Copyright (c) Lucide Icons and Contributors;
// some derive from Feather, MIT licence, Copyright (c) 2013-present Cole Bemis. Apart from icons.ts, because only form and
// thread show them.
import { svg, type TemplateResult } from 'lit';
import { icon } from './icons.ts';

/** Decorative icon "chevron right". */
export const iconChevronRight = (): TemplateResult => icon(svg`<path d="m9 18 6-6-6-6"/>`);

/** Decorative icon "chevron down". */
export const iconChevronDown = (): TemplateResult => icon(svg`<path d="m6 9 6 6 6-6"/>`);

/** Decorative icon "arrow left". */
export const iconArrowLeft = (): TemplateResult => icon(svg`<path d="m12 19-7-7 7-7"/><path d="M19 12H5"/>`);

/** Decorative icon "paperclip". */
export const iconPaperclip = (): TemplateResult =>
  icon(
    svg`<path d="m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551"/>`,
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

/** Decorative icon "rotate ccw". */
export const iconRotateCcw = (): TemplateResult =>
  icon(svg`<path d="M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8"/><path d="M3 3v5h5"/>`);
