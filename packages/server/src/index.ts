export { type AppOptions, buildApp } from './app.ts';
export { ConfigError, type PublicJwk, parseConfig, type ServerConfig, type TokenIssuer } from './config.ts';
export { createDatabase } from './database/connection.ts';
export { migrateToLatest } from './database/migrate.ts';
export type { Database } from './database/schema.ts';
export type { Principal } from './principal.ts';
export { stopOnSignals } from './shutdown.ts';
export { type RunningServer, type StartServerOptions, startServer } from './start-server.ts';
