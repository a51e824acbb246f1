import { sectionOf } from './sections.ts';

/** What the console shows: the home screen, one protocol, the form for a new one, a settings screen, or an unknown address. */
export type CrmView =
  | { name: 'home' }
  | { name: 'new' }
  | { name: 'protocol'; number: string }
  | { name: 'settings'; slug: string }
  | { name: 'unknown'; hash: string };

// The page may use the hash as well: this prefix marks the console's addresses.
const HASH = '#crm';

/** The address of a view. */
export const toHash = (view: CrmView): string => {
  switch (view.name) {
    case 'home':
      return HASH;
    case 'new':
      return `${HASH}/novo`;
    case 'protocol':
      return `${HASH}/protocolos/${view.number}`;
    case 'settings':
      return `${HASH}/cadastros/${view.slug}`;
    default:
      return view.hash;
  }
};

/** The view that an address names; undefined when the address is the page's own. */
export const fromHash = (hash: string): CrmView | undefined => {
  const [own, first, second = '', ...rest] = hash.split('/');
  if (hash && own !== HASH) return undefined;
  if (!first) return { name: 'home' };
  if (rest.length === 0) {
    if (first === 'novo' && !second) return { name: 'new' };
    if (first === 'protocolos' && /^\d{20}$/.test(second)) return { name: 'protocol', number: second };
    if (first === 'cadastros' && sectionOf(second)) return { name: 'settings', slug: second };
  }
  return { name: 'unknown', hash };
};
