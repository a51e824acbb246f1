import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { html, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';
import type { ProtocolHref } from '../shared/protocol-link.ts';

/** What the app hands down to each of its parts. */
export interface PartProperties {
  client: FaleConoscoCrm;
  locale: string | undefined;
  theme: string | undefined;
  /** Where the page's address says what is shown: a protocol's own address. */
  protocolHref: ProtocolHref | undefined;
}

/** A settings screen: its name, its place in the menu, its element. */
export interface Section {
  /** In the address, and what views name it by. */
  slug: string;
  /** The menu above it, and its own name. */
  path: (texts: CrmMessages) => [menu: string, name: string];
  /** Fetches the element's code and registers it. */
  load: () => Promise<void>;
  render: (part: PartProperties) => TemplateResult;
}

/** The settings screens in the order of the menu; for admins only. */
export const SECTIONS: readonly Section[] = [
  {
    slug: 'classificacoes',
    path: ({ app }) => [app.classificationsMenu, app.classifications],
    load: async () => (await import('../crm-classifications/define.ts')).defineCrmClassifications(),
    render: ({ client, locale, theme }) =>
      html`<crm-classifications .client=${client} .locale=${locale} .theme=${theme}></crm-classifications>`,
  },
  {
    slug: 'forma-de-contato',
    path: ({ app }) => [app.campaigns, app.contactMethods],
    load: async () => (await import('../crm-contact-methods/define.ts')).defineCrmContactMethods(),
    render: ({ client, locale, theme }) =>
      html`<crm-contact-methods .client=${client} .locale=${locale} .theme=${theme}></crm-contact-methods>`,
  },
  {
    slug: 'grupos',
    path: ({ app }) => [app.service, app.groups],
    load: async () => (await import('../crm-groups/define.ts')).defineCrmGroups(),
    render: ({ client, locale, theme }) =>
      html`<crm-groups .client=${client} .locale=${locale} .theme=${theme}></crm-groups>`,
  },
  {
    slug: 'usuarios',
    path: ({ app }) => [app.service, app.users],
    load: async () => (await import('../crm-agents/define.ts')).defineCrmAgents(),
    render: ({ client, locale, theme }) =>
      html`<crm-agents .client=${client} .locale=${locale} .theme=${theme}></crm-agents>`,
  },
  {
    slug: 'respostas-prontas',
    path: ({ app }) => [app.service, app.cannedAnswers],
    load: async () => (await import('../crm-canned-answers/define.ts')).defineCrmCannedAnswers(),
    render: ({ client, locale, theme }) =>
      html`<crm-canned-answers .client=${client} .locale=${locale} .theme=${theme}></crm-canned-answers>`,
  },
  {
    slug: 'feriados',
    path: ({ app }) => [app.service, app.holidays],
    load: async () => (await import('../crm-holidays/define.ts')).defineCrmHolidays(),
    render: ({ client, locale, theme }) =>
      html`<crm-holidays .client=${client} .locale=${locale} .theme=${theme}></crm-holidays>`,
  },
  {
    slug: 'notificacoes',
    path: ({ app }) => [app.monitoring, app.notifications],
    load: async () => (await import('../crm-notifications/define.ts')).defineCrmNotifications(),
    render: ({ client, locale, theme, protocolHref }) =>
      html`<crm-notifications
        .protocolHref=${protocolHref}
        .client=${client}
        .locale=${locale}
        .theme=${theme}
      ></crm-notifications>`,
  },
  {
    slug: 'auditoria',
    path: ({ app }) => [app.monitoring, app.audit],
    load: async () => (await import('../crm-audit/define.ts')).defineCrmAudit(),
    render: ({ client, locale, theme }) =>
      html`<crm-audit .client=${client} .locale=${locale} .theme=${theme}></crm-audit>`,
  },
];

/** The settings screen of a slug. */
export const sectionOf = (slug: string): Section | undefined =>
  SECTIONS.find((section) => section.slug === slug);
