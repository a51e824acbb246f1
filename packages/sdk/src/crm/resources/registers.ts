import {
  type Agent,
  type AgentChanges,
  type CannedAnswer,
  type CannedAnswerChanges,
  type ClassificationChanges,
  type ContactMethodChanges,
  type CreatedWebhook,
  type CrmClassification,
  type CrmContactMethod,
  crmRoutes,
  type Group,
  type GroupChanges,
  type Holiday,
  type HolidayListQuery,
  type NewAgent,
  type NewCannedAnswer,
  type NewClassification,
  type NewContactMethod,
  type NewGroup,
  type NewHoliday,
  type NewProvider,
  type NewWebhook,
  type Provider,
  type ProviderChanges,
  type ProviderListQuery,
  type ProviderPage,
  type Webhook,
  type WebhookChanges,
} from '@fale-conosco/contract';
import type { RequestOptions } from '../../fale-conosco.ts';
import type { Transport } from '../../http/transport.ts';
import { iteratePages } from '../../resources/iterate-pages.ts';
import type { HolidaysResource, ProvidersResource } from '../fale-conosco-crm.ts';
import { HttpDeletableRegister, HttpEntries, HttpRegister } from './register.ts';

/** The tree of subjects over HTTP. */
export const httpClassifications = (
  transport: Transport,
): HttpDeletableRegister<CrmClassification, NewClassification, ClassificationChanges> =>
  new HttpDeletableRegister(transport, {
    list: crmRoutes.listCrmClassifications,
    retrieve: crmRoutes.getCrmClassification,
    create: crmRoutes.createCrmClassification,
    update: crmRoutes.updateCrmClassification,
    delete: crmRoutes.deleteCrmClassification,
  });

/** Contact methods over HTTP. */
export const httpContactMethods = (
  transport: Transport,
): HttpRegister<CrmContactMethod, NewContactMethod, ContactMethodChanges> =>
  new HttpRegister(transport, {
    list: crmRoutes.listCrmContactMethods,
    retrieve: crmRoutes.getCrmContactMethod,
    create: crmRoutes.createCrmContactMethod,
    update: crmRoutes.updateCrmContactMethod,
  });

/** Groups over HTTP. */
export const httpGroups = (transport: Transport): HttpRegister<Group, NewGroup, GroupChanges> =>
  new HttpRegister(transport, {
    list: crmRoutes.listGroups,
    retrieve: crmRoutes.getGroup,
    create: crmRoutes.createGroup,
    update: crmRoutes.updateGroup,
  });

/** The operator's people over HTTP. */
export const httpAgents = (transport: Transport): HttpRegister<Agent, NewAgent, AgentChanges> =>
  new HttpRegister(transport, {
    list: crmRoutes.listAgents,
    retrieve: crmRoutes.getAgent,
    create: crmRoutes.createAgent,
    update: crmRoutes.updateAgent,
  });

/** Canned answers over HTTP. */
export const httpCannedAnswers = (
  transport: Transport,
): HttpDeletableRegister<CannedAnswer, NewCannedAnswer, CannedAnswerChanges> =>
  new HttpDeletableRegister(transport, {
    list: crmRoutes.listCannedAnswers,
    retrieve: crmRoutes.getCannedAnswer,
    create: crmRoutes.createCannedAnswer,
    update: crmRoutes.updateCannedAnswer,
    delete: crmRoutes.deleteCannedAnswer,
  });

/** Webhooks over HTTP. */
export const httpWebhooks = (
  transport: Transport,
): HttpDeletableRegister<Webhook, NewWebhook, WebhookChanges, CreatedWebhook> =>
  new HttpDeletableRegister(transport, {
    list: crmRoutes.listWebhooks,
    retrieve: crmRoutes.getWebhook,
    create: crmRoutes.createWebhook,
    update: crmRoutes.updateWebhook,
    delete: crmRoutes.deleteWebhook,
  });

/** Providers over HTTP. */
export class HttpProviders
  extends HttpEntries<Provider, NewProvider, ProviderChanges>
  implements ProvidersResource
{
  constructor(transport: Transport) {
    super(transport, {
      retrieve: crmRoutes.getProvider,
      create: crmRoutes.createProvider,
      update: crmRoutes.updateProvider,
    });
  }

  list(query: ProviderListQuery = {}, options?: RequestOptions): Promise<ProviderPage> {
    return this.transport.call(crmRoutes.listProviders, { query }, options);
  }

  iterate(query: ProviderListQuery = {}, options?: RequestOptions): AsyncIterable<Provider> {
    return iteratePages((cursor) => this.list(cursor ? { ...query, cursor } : query, options));
  }
}

/** Holidays over HTTP. */
export class HttpHolidays implements HolidaysResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async list(query: HolidayListQuery = {}, options?: RequestOptions): Promise<Holiday[]> {
    return (await this.#transport.call(crmRoutes.listHolidays, { query }, options)).items;
  }

  create(json: NewHoliday, options?: RequestOptions): Promise<Holiday> {
    return this.#transport.call(crmRoutes.createHoliday, { json }, options);
  }

  async delete(id: string, options?: RequestOptions): Promise<void> {
    await this.#transport.call(crmRoutes.deleteHoliday, { params: { id } }, options);
  }
}
