import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { html, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';

/** What the app hands down to each of its parts. */
export interface PartProperties {
  client: FaleConoscoCrm;
  locale: string | undefined;
  theme: string | undefined;
}

/** A register of the console: how it is called, where it stands in the menu, its element. */
export interface Section {
  /** In the address, and what views name it by. */
  slug: string;
  /** The menu above it, and its own name. */
  path: (c: CrmMessages) => [menu: string, name: string];
  /** Fetches the element's code and registers it. */
  load: () => Promise<void>;
  render: (part: PartProperties) => TemplateResult;
}

/** The registers in the order of the menu; only admins work in them. */
export const SECTIONS: readonly Section[] = [
  {
    slug: 'forma-de-contato',
    path: ({ app }) => [app.campaigns, app.contactMethods],
    load: async () => (await import('../crm-contact-methods/define.ts')).defineCrmContactMethods(),
    render: ({ client, locale, theme }) =>
      html`<crm-contact-methods .client=${client} .locale=${locale} .theme=${theme}></crm-contact-methods>`,
  },
];

/** The register of a slug. */
export const sectionOf = (slug: string): Section | undefined =>
  SECTIONS.find((section) => section.slug === slug);
