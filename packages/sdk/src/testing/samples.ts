import type { NewProtocol, Protocol, ProtocolPage, ProtocolSummary } from '@fale-conosco/contract';

const summaryOf = (sequence: string): ProtocolSummary => ({
  number: `34665920261124${sequence}`,
  status: 'received',
  classification: { id: 'cls-2-1', path: ['Autorização', 'Guia pendente'] },
  openedBy: 'provider',
  registeredAt: '2026-11-24T17:00:00.000Z',
  closedAt: null,
  lastActivityAt: '2026-11-24T17:00:00.000Z',
  unreadCount: 0,
  organizationUnreadCount: 0,
  deadline: { businessDays: 2, dueAt: '2026-11-27T02:59:59.999Z', state: 'running' },
});

/** A page of the list as a server sends it. */
export const samplePage: ProtocolPage = {
  items: [summaryOf('000003'), summaryOf('000002'), summaryOf('000001')],
  nextCursor: 'WyJwcm90b2NvbHMiLDNd',
};

/** A protocol as a server sends it. */
export const sampleProtocol: Protocol = {
  ...summaryOf('000003'),
  contactMethod: { id: 'met-1', description: 'Portal do prestador' },
  contactPerson: 'Ana Ribeiro',
  contactPhone: '(11) 3456-7890',
  contactEmail: 'ana.ribeiro@saolucas.example',
  lastSequence: 1,
  readSequence: 1,
  canReply: true,
  replyBlockedReason: null,
  reopenableUntil: null,
  canCancel: true,
  providerDueAt: null,
  previousProtocolNumber: null,
};

/** An input that the contract accepts. */
export const sampleInput: NewProtocol = {
  classificationId: sampleProtocol.classification.id,
  contactMethodId: sampleProtocol.contactMethod.id,
  contactPerson: 'Ana Ribeiro',
  contactPhone: '(11) 3456-7890',
  contactEmail: 'ana@saolucas.example',
  message: 'A guia 8830127 está pendente.',
  attachmentIds: [],
};
