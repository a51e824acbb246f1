import type { properties } from '@fale-conosco/ui';
import { html, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';
import type { ProtocolHref } from '../shared/protocol-link.ts';

/** What the app hands down to each of its parts. */
export interface PartProperties {
  /** Client, language and theme. */
  shared: ReturnType<typeof properties>;
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
    render: ({ shared }) => html`<crm-classifications ${shared}></crm-classifications>`,
  },
  {
    slug: 'forma-de-contato',
    path: ({ app }) => [app.campaigns, app.contactMethods],
    load: async () => (await import('../crm-contact-methods/define.ts')).defineCrmContactMethods(),
    render: ({ shared }) => html`<crm-contact-methods ${shared}></crm-contact-methods>`,
  },
  {
    slug: 'grupos',
    path: ({ app }) => [app.service, app.groups],
    load: async () => (await import('../crm-groups/define.ts')).defineCrmGroups(),
    render: ({ shared }) => html`<crm-groups ${shared}></crm-groups>`,
  },
  {
    slug: 'usuarios',
    path: ({ app }) => [app.service, app.users],
    load: async () => (await import('../crm-agents/define.ts')).defineCrmAgents(),
    render: ({ shared }) => html`<crm-agents ${shared}></crm-agents>`,
  },
  {
    slug: 'respostas-prontas',
    path: ({ app }) => [app.service, app.cannedAnswers],
    load: async () => (await import('../crm-canned-answers/define.ts')).defineCrmCannedAnswers(),
    render: ({ shared }) => html`<crm-canned-answers ${shared}></crm-canned-answers>`,
  },
  {
    slug: 'feriados',
    path: ({ app }) => [app.service, app.holidays],
    load: async () => (await import('../crm-holidays/define.ts')).defineCrmHolidays(),
    render: ({ shared }) => html`<crm-holidays ${shared}></crm-holidays>`,
  },
  {
    slug: 'notificacoes',
    path: ({ app }) => [app.monitoring, app.notifications],
    load: async () => (await import('../crm-notifications/define.ts')).defineCrmNotifications(),
    render: ({ shared, protocolHref }) =>
      html`<crm-notifications .protocolHref=${protocolHref} ${shared}></crm-notifications>`,
  },
  {
    slug: 'auditoria',
    path: ({ app }) => [app.monitoring, app.audit],
    load: async () => (await import('../crm-audit/define.ts')).defineCrmAudit(),
    render: ({ shared }) => html`<crm-audit ${shared}></crm-audit>`,
  },
];

/** The settings screen of a slug. */
export const sectionOf = (slug: string): Section | undefined =>
  SECTIONS.find((section) => section.slug === slug);
