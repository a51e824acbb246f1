import type {
  ClassificationsResource,
  ContactMethodsResource,
  FaleConosco,
  MessagesResource,
  ProtocolsResource,
} from './client-interface.ts';
import type { FaleConoscoClientOptions } from './client-options.ts';
import { Transport } from './http/transport.ts';
import { classificationsOver, contactMethodsOver } from './resources/catalogue.ts';
import { messagesOver } from './resources/messages.ts';
import { protocolsOver } from './resources/protocols.ts';
import { SharedClient } from './resources/shared-client.ts';
import type { Timing } from './timing.ts';

/** The provider's side of the contract over HTTP, in browsers and in Node. Making one sends nothing. */
export class FaleConoscoClient extends SharedClient implements FaleConosco {
  readonly classifications: ClassificationsResource;
  readonly contactMethods: ContactMethodsResource;
  readonly protocols: ProtocolsResource;
  readonly messages: MessagesResource;

  /** @param timing for tests that step through time */
  constructor(options: FaleConoscoClientOptions, timing?: Timing) {
    const transport = new Transport(options, timing);
    super(transport);
    this.classifications = classificationsOver(transport);
    this.contactMethods = contactMethodsOver(transport);
    this.protocols = protocolsOver(transport);
    this.messages = messagesOver(transport);
  }
}
