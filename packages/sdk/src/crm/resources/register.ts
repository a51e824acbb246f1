import type { Route } from '@fale-conosco/contract';
import type * as z from 'zod/mini';
import type { RequestOptions } from '../../fale-conosco.ts';
import type { Transport } from '../../http/transport.ts';
import type { DeletableRegisterResource, RegisterResource, VersionedOptions } from '../fale-conosco-crm.ts';

type Takes<Input> = Route & { body: z.ZodMiniType<unknown, Input> };
type Gives<Answer> = Route & { response: z.ZodMiniType<Answer> };

/** The operations on the single entries of a register. */
export interface EntryRoutes<Entry, New, Changes, Created extends Entry> {
  retrieve: Gives<Entry>;
  create: Takes<New> & Gives<Created>;
  update: Takes<Changes> & Gives<Entry>;
}

/** The operations of a register that is listed whole. */
export interface RegisterRoutes<Entry, New, Changes, Created extends Entry>
  extends EntryRoutes<Entry, New, Changes, Created> {
  list: Gives<{ items: Entry[] }>;
}

/** The entries of a register over HTTP. */
export class HttpEntries<Entry, New, Changes, Created extends Entry = Entry> {
  protected readonly transport: Transport;
  readonly #routes: EntryRoutes<Entry, New, Changes, Created>;

  constructor(transport: Transport, routes: EntryRoutes<Entry, New, Changes, Created>) {
    this.transport = transport;
    this.#routes = routes;
  }

  retrieve(id: string, options?: RequestOptions): Promise<Entry> {
    return this.transport.callChecked(this.#routes.retrieve, { params: { id } }, options) as Promise<Entry>;
  }

  create(json: New, options?: RequestOptions): Promise<Created> {
    return this.transport.callChecked(this.#routes.create, { json }, options) as Promise<Created>;
  }

  update(id: string, json: Changes, options: VersionedOptions): Promise<Entry> {
    return this.transport.callChecked(
      this.#routes.update,
      { params: { id }, json },
      options,
    ) as Promise<Entry>;
  }
}

/** A register over HTTP that is listed whole. */
export class HttpRegister<Entry, New, Changes, Created extends Entry = Entry>
  extends HttpEntries<Entry, New, Changes, Created>
  implements RegisterResource<Entry, New, Changes, Created>
{
  readonly #list: Route;

  constructor(transport: Transport, routes: RegisterRoutes<Entry, New, Changes, Created>) {
    super(transport, routes);
    this.#list = routes.list;
  }

  async list(options?: RequestOptions): Promise<Entry[]> {
    return ((await this.transport.callChecked(this.#list, {}, options)) as { items: Entry[] }).items;
  }
}

/** A register over HTTP whose entries can be deleted. */
export class HttpDeletableRegister<Entry, New, Changes, Created extends Entry = Entry>
  extends HttpRegister<Entry, New, Changes, Created>
  implements DeletableRegisterResource<Entry, New, Changes, Created>
{
  readonly #delete: Route;

  constructor(
    transport: Transport,
    routes: RegisterRoutes<Entry, New, Changes, Created> & { delete: Route },
  ) {
    super(transport, routes);
    this.#delete = routes.delete;
  }

  async delete(id: string, options: VersionedOptions): Promise<void> {
    await this.transport.callChecked(this.#delete, { params: { id } }, options);
  }
}
