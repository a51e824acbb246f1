export { FaleConoscoClient } from './client.ts';
export * from './errors/index.ts';
export * from './fale-conosco.ts';
export type { FaleConoscoClientOptions } from './http/transport.ts';
export { randomUuid } from './random-uuid.ts';
export type { Timing } from './timing.ts';
