import type { Limits, OperationId, Session } from '@fale-conosco/contract';
import type { waitingLimits } from '@fale-conosco/domain';
import type { SeedProtocol } from './seed/protocols.ts';
import type { ProviderUser, Settings } from './store/state.ts';

/** How a server in memory starts. */
export interface MemoryServerOptions {
  seed?: {
    /** In place of the usual settings, list by list. */
    settings?: Partial<Settings>;
    /** In place of the usual protocols; `[]` for an operator without any protocol. */
    protocols?: readonly SeedProtocol[];
    /** In place of the usual users of providers. */
    users?: readonly ProviderUser[];
  };
  limits?: Partial<Limits>;
  /** Files that may wait for a message; by default as on a server. */
  waitingUploads?: Partial<ReturnType<typeof waitingLimits>>;
  operator?: Session['operator'];
  /** Wait before each response, in milliseconds; 0 by default. */
  latencyMs?: number;
  /** Where the clock stands, to move by one second with each write. By default it is the machine's clock. */
  now?: Date;
  /** Origins of pages that may use it (CORS); none by default. */
  corsOrigins?: readonly string[];
  /** By `bytes`, as a server does it (default), or by the `name` alone, for files that a test makes up. */
  inspectFilesBy?: 'bytes' | 'name';
}

/** A request that the server got. */
export interface MemoryRequest {
  operation: OperationId;
  params: Readonly<Record<string, string>>;
  /** Parameters of the query as they were sent. */
  query: Readonly<Record<string, string>>;
  /** The JSON of the body; undefined when there is none. */
  body: unknown;
  headers: Headers;
}

/** Entries of the settings that somebody else may change. */
export type EntityKind = Exclude<keyof Settings, 'holidays' | 'deliveries' | 'audit'>;
