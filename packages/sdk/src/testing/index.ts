export { testClassifications, testContactMethods, testSession } from './catalogue.ts';
export { type SeedMessage, type SeedProtocol, testSeed } from './seed.ts';
export type { TestProtocol } from './store.ts';
export {
  createTestClient,
  type TestCall,
  type TestClient,
  type TestClientOptions,
  type TestControl,
  type TestOperation,
} from './test-client.ts';
export { TestUpload } from './test-upload.ts';
