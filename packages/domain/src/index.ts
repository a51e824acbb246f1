/** The pure rules of Fale Conosco, one file a family: plain data in, plain data out, in browser and Node. */
export * from './business-days.ts';
export * from './classification-rules.ts';
export * from './contact-methods.ts';
export * from './day.ts';
export * from './deadlines.ts';
export * from './fold.ts';
export * from './group-reach.ts';
export * from './group-rules.ts';
export * from './holidays.ts';
export * from './national-holidays.ts';
export * from './new-protocol.ts';
export * from './offered-classifications.ts';
export * from './operator-messages.ts';
export * from './paging.ts';
export * from './protocol-status.ts';
export * from './search-terms.ts';
export * from './settings-changes.ts';
