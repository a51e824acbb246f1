// Outlines from Lucide 1.62 (https://lucide.dev), ISC licence, Copyright (c) Lucide Icons and Contributors;
// some derive from Feather, MIT licence, Copyright (c) 2013-present Cole Bemis. Those that only the console shows.
import { icon } from '@fale-conosco/ui';
import { svg, type TemplateResult } from 'lit';

/** Decorative icon "clock". */
export const iconClock = (): TemplateResult =>
  icon(svg`<circle cx="12" cy="12" r="10"/><path d="M12 6v6l4 2"/>`);

/** Decorative icon "x". */
export const iconX = (): TemplateResult => icon(svg`<path d="M18 6 6 18"/><path d="m6 6 12 12"/>`);
