// Outlines from Lucide 1.62 (https://lucide.dev), ISC licence, Copyright (c) Lucide Icons and Contributors;
// some derive from Feather, MIT licence, Copyright (c) 2013-present Cole Bemis. Those that only the console shows.
import { icon } from '@fale-conosco/ui';
import { svg, type TemplateResult } from 'lit';

/** Decorative icon "clock". */
export const iconClock = (): TemplateResult =>
  icon(svg`<circle cx="12" cy="12" r="10"/><path d="M12 6v6l4 2"/>`);

/** Decorative icon "x". */
export const iconX = (): TemplateResult => icon(svg`<path d="M18 6 6 18"/><path d="m6 6 12 12"/>`);

/** Decorative icon "circle user". */
export const iconUser = (): TemplateResult =>
  icon(
    svg`<circle cx="12" cy="12" r="10"/><circle cx="12" cy="10" r="3"/><path d="M7 20.662V19a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v1.662"/>`,
  );

/** Decorative icon "lock". */
export const iconLock = (): TemplateResult =>
  icon(svg`<rect width="18" height="11" x="3" y="11" rx="2" ry="2"/><path d="M7 11V7a5 5 0 0 1 10 0v4"/>`);

/** Decorative icon "eye". */
export const iconEye = (): TemplateResult =>
  icon(
    svg`<path d="M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0"/><circle cx="12" cy="12" r="3"/>`,
  );

/** Decorative icon "eye off". */
export const iconEyeOff = (): TemplateResult =>
  icon(
    svg`<path d="M10.733 5.076a10.744 10.744 0 0 1 11.205 6.575 1 1 0 0 1 0 .696 10.747 10.747 0 0 1-1.444 2.49"/><path d="M14.084 14.158a3 3 0 0 1-4.242-4.242"/><path d="M17.479 17.499a10.75 10.75 0 0 1-15.417-5.151 1 1 0 0 1 0-.696 10.75 10.75 0 0 1 4.446-5.143"/><path d="m2 2 20 20"/>`,
  );
