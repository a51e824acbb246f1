import type * as z from 'zod/mini';
import type { Route } from './route.ts';

/** What the routes of one kind of entry differ in. */
export interface CrudSpec {
  /** How one and many of them are called in operation ids: `Group` gives `createGroup`, `Groups` gives `listGroups`. */
  one: string;
  many: string;
  path: `/v1/${string}`;
  /** Who may read them; only admins change them. */
  audience: 'operator' | 'admin';
  list: z.ZodMiniType;
  /** Of the list; absent: the list is whole. */
  query?: z.ZodMiniObject;
  item: z.ZodMiniType;
  new: z.ZodMiniType;
  changes: z.ZodMiniType;
  /** What creating one gives, where that is more than the entry. */
  created?: z.ZodMiniType;
  /** Entries that nothing uses can be deleted. */
  deletable?: true;
}

type Created<S extends CrudSpec> = S extends { created: infer Schema } ? Schema : S['item'];
type ItemPath<S extends CrudSpec> = `${S['path']}/{id}`;

/** Lists the entries. */
export interface ListRoute<S extends CrudSpec> {
  method: 'GET';
  path: S['path'];
  audience: S['audience'];
  status: 200;
  response: S['list'];
}

/** Makes one. */
export interface CreateRoute<S extends CrudSpec> {
  method: 'POST';
  path: S['path'];
  audience: 'admin';
  body: S['new'];
  status: 201;
  response: Created<S>;
  idempotent: true;
}

/** Reads one. */
export interface GetRoute<S extends CrudSpec> {
  method: 'GET';
  path: ItemPath<S>;
  audience: S['audience'];
  status: 200;
  response: S['item'];
}

/** Changes one. */
export interface UpdateRoute<S extends CrudSpec> {
  method: 'PATCH';
  path: ItemPath<S>;
  audience: 'admin';
  body: S['changes'];
  status: 200;
  response: S['item'];
  ifMatch: 'required';
}

/** Deletes one. */
export interface DeleteRoute<S extends CrudSpec> {
  method: 'DELETE';
  path: ItemPath<S>;
  audience: 'admin';
  status: 204;
  ifMatch: 'required';
}

/** The routes that {@link crud} makes, by operation id. */
export type CrudRoutes<S extends CrudSpec> = Record<
  `list${S['many']}`,
  ListRoute<S> & (S extends { query: infer Query } ? { query: Query } : unknown)
> &
  Record<`create${S['one']}`, CreateRoute<S>> &
  Record<`get${S['one']}`, GetRoute<S>> &
  Record<`update${S['one']}`, UpdateRoute<S>> &
  (S extends { deletable: true } ? Record<`delete${S['one']}`, DeleteRoute<S>> : unknown);

/** Makes the routes that list, create, read, change and delete one kind of entry of the settings, with their exact types. */
export const crud = <const S extends CrudSpec>(spec: S): CrudRoutes<S> => {
  const { one, many, path, audience, item, query } = spec;
  const itemPath = `${path}/{id}` as const;
  const routes: Record<string, Route> = {
    [`list${many}`]: {
      method: 'GET',
      path,
      audience,
      ...(query && { query }),
      status: 200,
      response: spec.list,
    },
    [`create${one}`]: {
      method: 'POST',
      path,
      audience: 'admin',
      body: spec.new,
      status: 201,
      response: spec.created ?? item,
      idempotent: true,
    },
    [`get${one}`]: { method: 'GET', path: itemPath, audience, status: 200, response: item },
    [`update${one}`]: {
      method: 'PATCH',
      path: itemPath,
      audience: 'admin',
      body: spec.changes,
      status: 200,
      response: item,
      ifMatch: 'required',
    },
    ...(spec.deletable && {
      [`delete${one}`]: {
        method: 'DELETE',
        path: itemPath,
        audience: 'admin',
        status: 204,
        ifMatch: 'required',
      },
    }),
  };
  return routes as CrudRoutes<S>;
};
