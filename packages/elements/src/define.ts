import { defineFaleConoscoApp } from './fale-conosco-app/define.ts';
import { defineNewContactFormLazily, defineProtocolThreadLazily } from './lazy-parts.ts';

/**
 * Form and thread by themselves: fetched at once for a page that has them, and for every page without the app, because such
 * a page may add them at any time. The app fetches them by itself.
 */
const defineParts = (): void => {
  const part = document.querySelector('new-contact-form, protocol-thread');
  if (!part && document.querySelector('fale-conosco-app')) return;
  for (const define of [defineNewContactFormLazily, defineProtocolThreadLazily]) {
    // The page's fallback content stays where the code does not arrive; the page must not hear of it as its own failure.
    define().catch((error: unknown) => console.warn('Fale Conosco: a part did not load.', error));
  }
};

defineFaleConoscoApp();
if (document.readyState === 'loading')
  document.addEventListener('DOMContentLoaded', defineParts, { once: true });
else defineParts();
