import { randomUUID } from 'node:crypto';
import type { OperationId } from '@fale-conosco/contract';
import type { World } from './authorisation-world.ts';
import { fixture } from './fixture.ts';

/** Entries of the settings that an operation names, by the path of their list. */
export type SettingsKind = keyof typeof newEntries;

/** Who may do one operation, and what it acts on. */
export interface Row {
  may: 'anybody' | 'provider' | 'operator' | 'admin';
  /** What has an owner: a foreign one is answered like one that does not exist. `leaf`: the classification in the body. */
  owned?: 'protocol' | 'attachment' | 'upload' | 'leaf';
  /** What it names that all who may do it share. */
  entry?: SettingsKind | 'deliveries';
  headers?: Record<string, string>;
  /** The body of a good request. */
  body?: (world: World, target: string) => unknown;
  /** Status for what is one's own, where it is not the contract's. */
  own?: number;
  /** Status for what is foreign or does not exist; 404. */
  missing?: number;
}

const tus = { 'tus-resumable': '1.0.0' };
const message = () => ({ body: 'Olá.', attachmentIds: [] });
let holidayYear = 2030;

/** Bodies of new entries of the settings; no two alike. */
export const newEntries = {
  classifications: () => ({
    ...{ name: randomUUID(), parentId: null, active: true, groupId: null, shownToProviders: false },
    ...{ defaultText: null, helpText: null, attachmentRequired: false, deadlineBusinessDays: null },
    ...{ providerDeadlineBusinessDays: null, reopenWindowDays: null },
  }),
  'contact-methods': () => ({
    ...{ description: randomUUID(), active: true, mode: 'contact', receivesComplaints: false },
    ...{ listedInApi: false, shownOnBeneficiaryWeb: false, faleConosco: false, releasedForWeb: false },
  }),
  groups: () => ({
    ...{ name: randomUUID(), managerGroupId: null, email: null, active: true, accessesConfidential: false },
    ...{ memberIds: [], classificationIds: [] },
  }),
  agents: () => ({
    ...{ issuer: 'https://issuer.test', subject: randomUUID(), name: 'Rui Melo', email: null },
    ...{ role: 'agent', active: true },
  }),
  providers: () => ({ id: randomUUID(), name: randomUUID(), active: true }),
  'canned-answers': () => ({ title: randomUUID(), body: 'Olá.', groupId: null, active: true }),
  // A day of its own each, and none of a national one: the list refuses what it has already.
  holidays: () => ({ date: `${holidayYear++}-01-15`, name: randomUUID(), everyYear: false }),
  webhooks: () => ({
    url: `https://example.test/${randomUUID()}`,
    events: ['protocol.created'],
    active: true,
  }),
};

const versioned = { 'if-match': '"1"' };
const ofProtocol = (may: 'provider' | 'operator', body?: Row['body'], own?: number): Row => ({
  may,
  owned: 'protocol',
  ...(body && { body }),
  ...(own && { own }),
});
const creates = (kind: SettingsKind): Row => ({ may: 'admin', body: newEntries[kind] });
const reads = (entry: SettingsKind): Row => ({ may: 'operator', entry });
const changes = (entry: SettingsKind): Row => ({
  ...{ may: 'admin', entry, headers: versioned, body: () => ({ active: false }) },
});
const deletes = (entry: SettingsKind): Row => ({ may: 'admin', entry, headers: versioned });

/** One row for each operation of the contract: without it this file does not compile. */
export const authorisationTable: Record<OperationId, Row> = {
  getSession: { may: 'anybody' },
  streamEvents: { may: 'anybody' },
  listClassifications: { may: 'provider' },
  listContactMethods: { may: 'provider' },
  listProtocols: { may: 'provider' },
  countProtocols: { may: 'provider' },
  createProtocol: { may: 'provider', body: ({ harness }) => harness.newProtocol() },
  getProtocol: ofProtocol('provider'),
  listMessages: ofProtocol('provider'),
  createMessage: ofProtocol('provider', message),
  putReadMarker: ofProtocol('provider', () => ({ sequence: 1 })),
  cancelProtocol: ofProtocol('provider', () => ({})),
  getReceipt: ofProtocol('provider'),
  createUpload: {
    may: 'anybody',
    headers: { ...tus, 'upload-length': '3', 'upload-metadata': 'filename YS50eHQ=' },
  },
  getUploadOffset: { may: 'anybody', owned: 'upload', headers: tus },
  appendUpload: {
    may: 'anybody',
    owned: 'upload',
    headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: () => 'x',
  },
  deleteUpload: { may: 'anybody', owned: 'upload', headers: tus },
  getAttachment: { may: 'anybody', owned: 'attachment' },
  getAttachmentContent: { may: 'anybody', owned: 'attachment' },

  listCrmProtocols: { may: 'operator' },
  countCrmProtocols: { may: 'operator' },
  createCrmProtocol: {
    may: 'operator',
    owned: 'leaf',
    body: ({ harness }, classificationId) => ({
      ...harness.newProtocol({ classificationId }),
      providerId: fixture.providerA,
    }),
    missing: 422,
  },
  getCrmProtocol: ofProtocol('operator'),
  listCrmMessages: ofProtocol('operator'),
  createCrmMessage: ofProtocol('operator', () => ({
    ...message(),
    visibility: 'public',
    asksProvider: false,
  })),
  closeProtocol: ofProtocol('operator', message),
  // What is open cannot be reopened, and only who sees it is told so.
  reopenProtocol: ofProtocol('operator', () => ({}), 409),
  assignProtocol: ofProtocol('operator', () => ({ agentId: null })),
  forwardProtocol: ofProtocol('operator', ({ ids }) => ({ groupId: ids.archive })),
  listAccessRecords: ofProtocol('operator'),

  listCrmClassifications: { may: 'operator' },
  createCrmClassification: creates('classifications'),
  getCrmClassification: reads('classifications'),
  updateCrmClassification: changes('classifications'),
  deleteCrmClassification: deletes('classifications'),
  listCrmContactMethods: { may: 'operator' },
  createCrmContactMethod: creates('contact-methods'),
  getCrmContactMethod: reads('contact-methods'),
  updateCrmContactMethod: changes('contact-methods'),
  listGroups: { may: 'operator' },
  createGroup: creates('groups'),
  getGroup: reads('groups'),
  updateGroup: changes('groups'),
  listAgents: { may: 'operator' },
  createAgent: creates('agents'),
  getAgent: reads('agents'),
  updateAgent: changes('agents'),
  listProviders: { may: 'operator' },
  createProvider: creates('providers'),
  getProvider: reads('providers'),
  updateProvider: changes('providers'),
  listCannedAnswers: { may: 'operator' },
  createCannedAnswer: creates('canned-answers'),
  getCannedAnswer: reads('canned-answers'),
  updateCannedAnswer: changes('canned-answers'),
  deleteCannedAnswer: deletes('canned-answers'),
  listHolidays: { may: 'operator' },
  createHoliday: creates('holidays'),
  deleteHoliday: { may: 'admin', entry: 'holidays' },
  listWebhooks: { may: 'admin' },
  createWebhook: creates('webhooks'),
  getWebhook: { may: 'admin', entry: 'webhooks' },
  updateWebhook: changes('webhooks'),
  deleteWebhook: deletes('webhooks'),
  listDeliveries: { may: 'admin' },
  retryDelivery: { may: 'admin', entry: 'deliveries' },
  listAuditRecords: { may: 'admin' },
};
