export { FaleConoscoClient } from './client.ts';
export * from './client-interface.ts';
export type { FaleConoscoClientOptions } from './client-options.ts';
export * from './errors/index.ts';
export { randomUuid } from './random-uuid.ts';
export type { Timing } from './timing.ts';
