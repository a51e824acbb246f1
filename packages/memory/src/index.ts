/** The server of the contract in memory, behind a `fetch`, and clients of the SDK on it: for tests and playgrounds. */
export {
  type CrmTestClient,
  type CrmTestClientOptions,
  createCrmTestClient,
  createTestClient,
  type TestClient,
  type TestClientOptions,
} from './client.ts';
export type { Failure, FailureOptions, Hold, ProblemFailure } from './control/faults.ts';
export type { OperatorEffects, ProviderEffects } from './control/other-side.ts';
export type { MemoryUpload } from './control/upload-steps.ts';
export { crmSeed } from './seed/crm-protocols.ts';
export { type SeedMessage, type SeedProtocol, testSeed } from './seed/protocols.ts';
export { createMemoryServer, MemoryServer } from './server.ts';
export type { MemoryRequest, MemoryServerOptions } from './server-options.ts';
export type { Settings, StoredProtocol } from './store/state.ts';
