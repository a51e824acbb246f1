import { type Classification, type ContactMethod, providerRoutes } from '@fale-conosco/contract';
import type { ClassificationsResource, ContactMethodsResource, RequestOptions } from '../fale-conosco.ts';
import type { Transport } from '../http/transport.ts';

/** Classifications over HTTP. */
export class HttpClassifications implements ClassificationsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async list(options?: RequestOptions): Promise<Classification[]> {
    return (await this.#transport.call(providerRoutes.listClassifications, {}, options)).items;
  }
}

/** Contact methods over HTTP. */
export class HttpContactMethods implements ContactMethodsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async list(options?: RequestOptions): Promise<ContactMethod[]> {
    return (await this.#transport.call(providerRoutes.listContactMethods, {}, options)).items;
  }
}
