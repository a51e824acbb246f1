import { SECTIONS } from './sections.ts';

/** Fetches the code of the protocol's view and registers it. */
export const loadCrmProtocol = async (): Promise<void> =>
  (await import('../crm-protocol/define.ts')).defineCrmProtocol();

/** Fetches the code of the form for a new protocol and registers it. */
export const loadCrmNewProtocol = async (): Promise<void> =>
  (await import('../crm-new-protocol/define.ts')).defineCrmNewProtocol();

/** What fetches and registers each part of the console that is not there from the beginning. */
export const partLoaders = (): (() => Promise<void>)[] => [
  loadCrmProtocol,
  loadCrmNewProtocol,
  ...SECTIONS.map(({ load }) => load),
];
