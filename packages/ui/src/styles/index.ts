import type { CSSResult } from 'lit';
import { base } from './base.styles.ts';
import { contact } from './contact.styles.ts';
import { controls } from './controls.styles.ts';
import { form } from './form.styles.ts';
import { surfaces } from './surfaces.styles.ts';
import { thread } from './thread.styles.ts';
import { tokens } from './tokens.styles.ts';
import { tree } from './tree.styles.ts';

export { base, contact, controls, form, surfaces, thread, tokens, tree };

/** The visual language as shared constructable sheets: the first entries of an element's `static styles`. */
export const foundation: CSSResult[] = [tokens, base, controls, surfaces];
