// Outlines from Lucide 1.62 (https://lucide.dev), ISC licence, Copyright (c) Lucide Icons and Contributors;
// some derive from Feather, MIT licence, Copyright (c) 2013-present Cole Bemis. Those that only a protocol shows.
import { icon } from '@fale-conosco/ui';
import { svg, type TemplateResult } from 'lit';

/** Decorative icon "sticky note". */
export const iconNote = (): TemplateResult =>
  icon(
    svg`<path d="M16 3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2V8Z"/><path d="M15 3v4a2 2 0 0 0 2 2h4"/>`,
  );

/** Decorative icon "corner up right". */
export const iconForward = (): TemplateResult =>
  icon(svg`<path d="m15 14 5-5-5-5"/><path d="M4 20v-7a4 4 0 0 1 4-4h12"/>`);
