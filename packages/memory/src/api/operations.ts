import type { RouteParams, RouteResponse, routes } from '@fale-conosco/contract';
import type * as z from 'zod/mini';
import type { OperatorPrincipal, Principal, ProviderPrincipal } from '../store/principal.ts';
import type { Store } from '../store/store.ts';

type Routes = typeof routes;

/** Operations whose bodies are not JSON: uploads, files, the event stream. */
export type RawOperationId =
  | 'createUpload'
  | 'getUploadOffset'
  | 'appendUpload'
  | 'deleteUpload'
  | 'getAttachmentContent'
  | 'streamEvents';
/** Operations that take and give JSON. */
export type JsonOperationId = Exclude<keyof Routes, RawOperationId>;

type PrincipalOf<Audience> = Audience extends 'provider'
  ? ProviderPrincipal
  : Audience extends 'operator' | 'admin'
    ? OperatorPrincipal
    : Principal;

type Parsed<Schema> = Schema extends z.core.$ZodType ? z.output<Schema> : undefined;
type QueryOf<R> = R extends { query: infer Schema } ? Parsed<Schema> : undefined;
type BodyOf<R> = R extends { body: infer Schema } ? Parsed<Schema> : undefined;

/** What an operation gets: everything checked. */
export interface OperationContext<Id extends JsonOperationId> {
  params: RouteParams<Routes[Id]>;
  query: QueryOf<Routes[Id]>;
  body: BodyOf<Routes[Id]>;
  principal: PrincipalOf<Routes[Id]['audience']>;
  /** The version that the caller means to change; undefined: whichever there is. */
  ifMatch: number | undefined;
  store: Store;
}

/** Operations by their ids. Synchronous: each is one transaction. */
export type Operations<Ids extends JsonOperationId> = {
  [Id in Ids]: (context: OperationContext<Id>) => RouteResponse<Routes[Id]>;
};

/** What a raw operation gets. */
export interface RawContext {
  params: Record<string, string>;
  principal: Principal;
  store: Store;
  headers: Headers;
  signal: AbortSignal;
  bytes: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** Raw operations by their ids. */
export type RawOperations<Ids extends RawOperationId> = Record<
  Ids,
  (context: RawContext) => Response | Promise<Response>
>;
