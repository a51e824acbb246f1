import { crmRoutes } from '@fale-conosco/contract';
import type { FaleConoscoClientOptions } from '../client-options.ts';
import { Transport } from '../http/transport.ts';
import { SharedClient } from '../resources/shared-client.ts';
import type { Timing } from '../timing.ts';
import type { FaleConoscoCrm } from './client-interface.ts';
import { deletableEntities, entities, holidaysOver, providersOver } from './resources/entities.ts';
import { auditOver, deliveriesOver } from './resources/logs.ts';
import { crmMessagesOver } from './resources/messages.ts';
import { crmProtocolsOver } from './resources/protocols.ts';

/**
 * The operator's side of the contract over HTTP, for agents' tokens. Making one sends nothing.
 *
 * What makes something, and what happens to a protocol, carries an idempotency key, so that it is sent again when a
 * response is lost, with `version` or without. Changes and deletions in the settings carry none: when their response is lost
 * the call fails with `ConnectionError` or `TimeoutError`, and the entry tells whether the change was made.
 */
export class CrmClient extends SharedClient implements FaleConoscoCrm {
  readonly protocols: FaleConoscoCrm['protocols'];
  readonly messages: FaleConoscoCrm['messages'];
  readonly classifications: FaleConoscoCrm['classifications'];
  readonly contactMethods: FaleConoscoCrm['contactMethods'];
  readonly groups: FaleConoscoCrm['groups'];
  readonly agents: FaleConoscoCrm['agents'];
  readonly cannedAnswers: FaleConoscoCrm['cannedAnswers'];
  readonly providers: FaleConoscoCrm['providers'];
  readonly holidays: FaleConoscoCrm['holidays'];
  readonly webhooks: FaleConoscoCrm['webhooks'];
  readonly deliveries: FaleConoscoCrm['deliveries'];
  readonly audit: FaleConoscoCrm['audit'];

  /** @param timing for tests that step through time */
  constructor(options: FaleConoscoClientOptions, timing?: Timing) {
    const transport = new Transport(options, timing);
    super(transport);
    this.protocols = crmProtocolsOver(transport);
    this.messages = crmMessagesOver(transport);
    this.classifications = deletableEntities(transport, {
      list: crmRoutes.listCrmClassifications,
      retrieve: crmRoutes.getCrmClassification,
      create: crmRoutes.createCrmClassification,
      update: crmRoutes.updateCrmClassification,
      delete: crmRoutes.deleteCrmClassification,
    });
    this.contactMethods = entities(transport, {
      list: crmRoutes.listCrmContactMethods,
      retrieve: crmRoutes.getCrmContactMethod,
      create: crmRoutes.createCrmContactMethod,
      update: crmRoutes.updateCrmContactMethod,
    });
    this.groups = entities(transport, {
      list: crmRoutes.listGroups,
      retrieve: crmRoutes.getGroup,
      create: crmRoutes.createGroup,
      update: crmRoutes.updateGroup,
    });
    this.agents = entities(transport, {
      list: crmRoutes.listAgents,
      retrieve: crmRoutes.getAgent,
      create: crmRoutes.createAgent,
      update: crmRoutes.updateAgent,
    });
    this.cannedAnswers = deletableEntities(transport, {
      list: crmRoutes.listCannedAnswers,
      retrieve: crmRoutes.getCannedAnswer,
      create: crmRoutes.createCannedAnswer,
      update: crmRoutes.updateCannedAnswer,
      delete: crmRoutes.deleteCannedAnswer,
    });
    this.providers = providersOver(transport);
    this.holidays = holidaysOver(transport);
    this.webhooks = deletableEntities(transport, {
      list: crmRoutes.listWebhooks,
      retrieve: crmRoutes.getWebhook,
      create: crmRoutes.createWebhook,
      update: crmRoutes.updateWebhook,
      delete: crmRoutes.deleteWebhook,
    });
    this.deliveries = deliveriesOver(transport);
    this.audit = auditOver(transport);
  }
}
