export { testClassifications, testContactMethods, testSession } from './catalogue.ts';
export { crmSeed } from './crm/crm-seed.ts';
export {
  type CrmTestClient,
  type CrmTestClientOptions,
  type CrmTestControl,
  type CrmTestOperation,
  createCrmTestClient,
} from './crm/crm-test-client.ts';
export type { TestRegisters } from './registers.ts';
export { type SeedMessage, type SeedProtocol, testSeed } from './seed.ts';
export type { TestMessage, TestProtocol, TestState } from './state.ts';
export {
  createTestClient,
  type TestCall,
  type TestClient,
  type TestClientOptions,
  type TestControl,
  type TestOperation,
} from './test-client.ts';
export { TestUpload } from './test-upload.ts';
