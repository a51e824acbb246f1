import type {
  crmRoutes,
  ParsedBody,
  ParsedQuery,
  RouteParams,
  RouteResponse,
  routes,
} from '@fale-conosco/contract';
import type { AudiencePrincipal, Principal } from '@fale-conosco/domain';
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

/** Operations of the operator's side on protocols. */
export type CrmProtocolOperationId =
  | 'listCrmProtocols'
  | 'countCrmProtocols'
  | 'createCrmProtocol'
  | 'getCrmProtocol'
  | 'listCrmMessages'
  | 'createCrmMessage'
  | 'closeProtocol'
  | 'reopenProtocol'
  | 'assignProtocol'
  | 'forwardProtocol'
  | 'listAccessRecords';
/** Operations of the operator's side on settings. */
export type SettingsOperationId = Exclude<keyof typeof crmRoutes, CrmProtocolOperationId>;

/** What an operation gets: everything checked. */
export interface OperationContext<Id extends JsonOperationId> {
  params: RouteParams<Routes[Id]>;
  query: ParsedQuery<Routes[Id]>;
  body: ParsedBody<Routes[Id]>;
  principal: AudiencePrincipal<Routes[Id]['audience']>;
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
