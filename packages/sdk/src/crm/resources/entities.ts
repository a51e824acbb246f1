import { crmRoutes, type Route } from '@fale-conosco/contract';
import type * as z from 'zod/mini';
import type { Transport } from '../../http/transport.ts';
import { pagedList } from '../../resources/iterate-pages.ts';
import type {
  DeletableEntityResource,
  EntityResource,
  HolidaysResource,
  ProvidersResource,
} from '../client-interface.ts';

type Takes<Input> = Route & { body: z.ZodMiniType<unknown, Input> };
type Gives<Output> = Route & { response: z.ZodMiniType<Output> };

/** The operations on single entries of one kind. */
interface EntryRoutes<Entry, New, Changes, Created extends Entry> {
  retrieve: Gives<Entry>;
  create: Takes<New> & Gives<Created>;
  update: Takes<Changes> & Gives<Entry>;
}

/** The operations on entries that are listed whole. */
interface EntityRoutes<Entry, New, Changes, Created extends Entry>
  extends EntryRoutes<Entry, New, Changes, Created> {
  list: Gives<{ items: Entry[] }>;
}

const singleEntries = <Entry, New, Changes, Created extends Entry>(
  transport: Transport,
  routes: EntryRoutes<Entry, New, Changes, Created>,
): Omit<EntityResource<Entry, New, Changes, Created>, 'list'> => ({
  retrieve: (id, options) =>
    transport.callChecked(routes.retrieve, { params: { id } }, options) as Promise<Entry>,
  create: (json, options) => transport.callChecked(routes.create, { json }, options) as Promise<Created>,
  update: (id, json, options) =>
    transport.callChecked(routes.update, { params: { id }, json }, options) as Promise<Entry>,
});

/** Entries of the settings over HTTP, listed whole. */
export const entities = <Entry, New, Changes, Created extends Entry>(
  transport: Transport,
  routes: EntityRoutes<Entry, New, Changes, Created>,
): EntityResource<Entry, New, Changes, Created> => ({
  ...singleEntries(transport, routes),
  list: async (options) =>
    ((await transport.callChecked(routes.list, {}, options)) as { items: Entry[] }).items,
});

/** Entries of the settings over HTTP that can be deleted. */
export const deletableEntities = <Entry, New, Changes, Created extends Entry>(
  transport: Transport,
  routes: EntityRoutes<Entry, New, Changes, Created> & { delete: Route },
): DeletableEntityResource<Entry, New, Changes, Created> => ({
  ...entities(transport, routes),
  delete: async (id, options) => {
    await transport.callChecked(routes.delete, { params: { id } }, options);
  },
});

/** Providers over HTTP. */
export const providersOver = (transport: Transport): ProvidersResource => ({
  ...singleEntries(transport, {
    retrieve: crmRoutes.getProvider,
    create: crmRoutes.createProvider,
    update: crmRoutes.updateProvider,
  }),
  ...pagedList((query, options) => transport.call(crmRoutes.listProviders, { query }, options)),
});

/** Holidays over HTTP. */
export const holidaysOver = (transport: Transport): HolidaysResource => ({
  list: async (query, options) => (await transport.call(crmRoutes.listHolidays, { query }, options)).items,
  create: (json, options) => transport.call(crmRoutes.createHoliday, { json }, options),
  delete: (id, options) => transport.call(crmRoutes.deleteHoliday, { params: { id } }, options),
});
