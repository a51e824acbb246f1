import { providerRoutes } from '@fale-conosco/contract';
import type { ClassificationsResource, ContactMethodsResource } from '../client-interface.ts';
import type { Transport } from '../http/transport.ts';

/** Classifications over HTTP. */
export const classificationsOver = (transport: Transport): ClassificationsResource => ({
  list: async (options) => (await transport.call(providerRoutes.listClassifications, {}, options)).items,
});

/** Contact methods over HTTP. */
export const contactMethodsOver = (transport: Transport): ContactMethodsResource => ({
  list: async (options) => (await transport.call(providerRoutes.listContactMethods, {}, options)).items,
});
