import type { Binaries } from './embedded-postgres-place.ts';

/** How an embedded PostgreSQL is started. */
export interface EmbeddedPostgresOptions {
  /** The folder of the database; made when absent. A relative path counts from the working directory. */
  dataDir: string;
  /** A fixed port on 127.0.0.1; absent: any free one. A server that is re-attached keeps the port it has. */
  port?: number;
  /** Receives what a person should know, a line at a time; PostgreSQL's own log is the file `postgres.log` beside the data. */
  onLog: (line: string) => void;
  /** `false` gives up safety against a power cut for speed: for throw-away databases of tests. Default `true`. */
  durable?: boolean;
  /** Default 60. */
  maxConnections?: number;
  /** How long start may take, repair after a crash included. Default 60000. */
  startTimeoutMs?: number;
  /** How long an orderly shutdown may take before it is cut short. Default 20000. */
  stopTimeoutMs?: number;
  /** How long to wait for a previous owner of the folder that is about to end. Default 5000. */
  lockTimeoutMs?: number;
  /** Where data and binaries go, as root, when PostgreSQL's user cannot enter `dataDir`. Default `/var/lib/fale-conosco`. */
  fallbackRoot?: string;
  /** The binaries to use; absent: those that npm installed. */
  binaries?: Binaries;
}
