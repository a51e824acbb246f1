export * from './catalogue.ts';
export { DEMO_ISSUER, type DemoIssuer, demoLogins, loadOrCreateDemoIssuer } from './issuer.ts';
export { type SeedResult, seedDemo } from './seed.ts';
