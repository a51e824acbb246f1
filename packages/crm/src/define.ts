import { defineCrmApp } from './crm-app/define.ts';
import { partLoaders } from './crm-app/parts.ts';

/**
 * Parts of the console by themselves: fetched at once for a page that has some, and for every page without the app, because
 * such a page may add them at any time. The app fetches them when their view is opened.
 */
const defineParts = (): void => {
  const waiting = [...document.querySelectorAll(':not(:defined)')];
  const some = waiting.some(({ localName }) => localName.startsWith('crm-'));
  if (!some && document.querySelector('crm-app')) return;
  for (const load of partLoaders()) {
    // The page's fallback content stays where the code does not arrive; it must not appear as an error of the page.
    load().catch((error: unknown) =>
      console.warn('Fale Conosco: a part of the console did not load.', error),
    );
  }
};

defineCrmApp();
if (document.readyState === 'loading')
  document.addEventListener('DOMContentLoaded', defineParts, { once: true });
else defineParts();
