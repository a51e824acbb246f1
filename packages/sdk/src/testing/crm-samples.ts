import type {
  AccessRecordPage,
  Agent,
  AuditPage,
  CannedAnswer,
  CreatedWebhook,
  CrmClassification,
  CrmContactMethod,
  CrmCounts,
  CrmMessagePage,
  CrmProtocol,
  CrmProtocolPage,
  DeliveryPage,
  Group,
  Holiday,
  ProviderPage,
  Session,
} from '@fale-conosco/contract';

/** A page of the operator's list. */
export const samplePage: CrmProtocolPage = {
  items: [
    {
      number: '34665920261124000003',
      status: 'received',
      classification: { id: 'cls-2-1', path: ['Autorização', 'Guia pendente'] },
      openedBy: 'provider',
      registeredAt: '2026-11-24T17:00:00.000Z',
      closedAt: null,
      lastActivityAt: '2026-11-24T17:00:00.000Z',
      deadline: { businessDays: 2, dueAt: '2026-11-27T02:59:59.999Z', state: 'running' },
      provider: { id: 'prv-saolucas', name: 'Clínica São Lucas' },
      group: { id: 'grp-autorizacoes', name: 'Autorizações' },
      assignee: null,
      waitingSince: '2026-11-24T17:00:00.000Z',
      version: 1,
      contactPerson: 'Ana Ribeiro',
    },
  ],
  nextCursor: 'WyJjcm0iLDFd',
};

/** Counts for the home screen. */
export const sampleCounts: CrmCounts = {
  all: 18,
  mine: 0,
  unassigned: 8,
  dueSoon: 2,
  overdue: 3,
  groups: [
    { id: 'grp-auditoria', name: 'Auditoria médica', count: 1 },
    { id: 'grp-autorizacoes', name: 'Autorizações', count: 6 },
    { id: 'grp-credenciamento', name: 'Credenciamento', count: 2 },
    { id: 'grp-faturamento', name: 'Faturamento', count: 8 },
    { id: 'grp-suporte', name: 'Suporte ao portal', count: 1 },
  ],
  cap: 1000,
};

/** A protocol as the operator sees it. */
export const sampleProtocol: CrmProtocol = {
  number: '34665920261124000003',
  status: 'received',
  classification: { id: 'cls-2-1', path: ['Autorização', 'Guia pendente'] },
  openedBy: 'provider',
  registeredAt: '2026-11-24T17:00:00.000Z',
  closedAt: null,
  lastActivityAt: '2026-11-24T17:00:00.000Z',
  deadline: { businessDays: 2, dueAt: '2026-11-27T02:59:59.999Z', state: 'running' },
  contactMethod: { id: 'met-1', description: 'Portal do prestador' },
  contactPerson: 'Ana Ribeiro',
  contactPhone: '(11) 3456-7890',
  contactEmail: 'ana.ribeiro@saolucas.example',
  lastSequence: 1,
  reopenableUntil: null,
  providerDueAt: null,
  previousProtocolNumber: null,
  provider: { id: 'prv-saolucas', name: 'Clínica São Lucas' },
  group: { id: 'grp-autorizacoes', name: 'Autorizações' },
  assignee: null,
  waitingSince: '2026-11-24T17:00:00.000Z',
  version: 1,
  visibleToProvider: true,
  providerCanReply: true,
};

/** A page of a thread. */
export const sampleThread: CrmMessagePage = {
  items: [
    {
      sequence: 1,
      author: { kind: 'provider', name: 'Ana Ribeiro', organization: 'Clínica São Lucas' },
      own: false,
      body: 'A guia 8830127 está pendente há três dias. O procedimento é amanhã às 8h. Podem verificar?',
      attachments: [
        {
          id: 'att-136',
          fileName: 'guia-8830127.pdf',
          mediaType: 'application/pdf',
          sizeBytes: 29,
          sha256: null,
          state: 'ready',
          rejectionCode: null,
          confidential: false,
        },
      ],
      sentAt: '2026-11-24T17:00:00.000Z',
      statusChange: null,
      visibility: 'public',
      viewedByProviderAt: null,
      contactMethod: null,
      activity: null,
    },
  ],
  nextCursor: null,
};

/** A page of the access log. */
export const sampleAccessLog: AccessRecordPage = {
  items: [
    {
      at: '2026-11-24T17:00:00.000Z',
      actor: { name: 'Regina Alves', organization: null },
      action: 'messages.view',
      attachment: null,
    },
  ],
  nextCursor: null,
};

/** Nodes of the tree. */
export const sampleClassifications: CrmClassification[] = [
  {
    id: 'cls-1',
    parentId: null,
    name: 'Faturamento',
    order: 0,
    defaultText: null,
    helpText: null,
    attachmentRequired: false,
    deadlineBusinessDays: null,
    active: true,
    shownToProviders: false,
    group: null,
    canOpen: false,
    providerDeadlineBusinessDays: null,
    reopenWindowDays: null,
    hasProtocols: false,
    version: 1,
  },
];

/** Contact methods. */
export const sampleContactMethods: CrmContactMethod[] = [
  {
    id: 'met-3',
    description: 'E-mail',
    active: true,
    mode: 'both',
    receivesComplaints: true,
    listedInApi: true,
    shownOnBeneficiaryWeb: false,
    faleConosco: true,
    releasedForWeb: false,
    version: 1,
  },
];

/** Groups. */
export const sampleGroups: Group[] = [
  {
    id: 'grp-auditoria',
    name: 'Auditoria médica',
    managerGroup: null,
    email: 'auditoria@vidaplena.example',
    active: true,
    accessesConfidential: true,
    memberIds: ['agt-otavio', 'agt-regina', 'agt-simone'],
    classificationIds: ['cls-5', 'cls-fax', 'cls-interna'],
    version: 1,
  },
];

/** Agents. */
export const sampleAgents: Agent[] = [
  {
    id: 'agt-aline',
    issuer: 'https://entrar.vidaplena.example',
    subject: 'aline@vidaplena',
    name: 'Aline Prado',
    email: 'aline@vidaplena.example',
    role: 'agent',
    active: true,
    groupIds: ['grp-autorizacoes'],
    version: 1,
  },
];

/** Canned answers. */
export const sampleCannedAnswers: CannedAnswer[] = [
  {
    id: 'ans-1',
    title: 'Encerramento padrão',
    body: 'Prezado(a) {{contato}},\n\nO protocolo {{protocolo}} foi concluído. Havendo dúvida, responda por aqui.\n\n{{atendente}}',
    group: null,
    active: true,
    version: 1,
  },
];

/** A page of providers. */
export const sampleProviders: ProviderPage = {
  items: [{ id: 'prv-santahelena', name: 'Hospital Santa Helena', active: true, version: 1 }],
  nextCursor: null,
};

/** Holidays. */
export const sampleHolidays: Holiday[] = [
  { id: null, date: '2026-01-01', name: 'Ano Novo', scope: 'national', everyYear: true },
];

/** A webhook that was just made. */
export const sampleWebhook: CreatedWebhook = {
  id: 'whk-140',
  url: 'https://a.example',
  events: ['message.added'],
  active: true,
  version: 1,
  secret: 'whsec_c2VncmVkby1zw7MtcGFyYS10ZXN0ZXM=',
};

/** A page of deliveries. */
export const sampleDeliveries: DeliveryPage = {
  items: [
    {
      id: 'dlv-2',
      kind: 'webhook',
      topic: 'status.changed',
      target: 'https://erp.vidaplena.example/fale-conosco',
      protocolNumber: null,
      state: 'dead',
      attempts: 8,
      lastError: 'no response',
      createdAt: '2026-11-24T11:20:00.000Z',
      nextAttemptAt: null,
    },
  ],
  nextCursor: null,
};

/** A page of the audit trail. */
export const sampleAudit: AuditPage = {
  items: [
    {
      id: 'aud-1',
      at: '2026-11-18T12:05:00.000Z',
      actor: { id: 'agt-regina', name: 'Regina Alves' },
      entity: 'canned_answer',
      entityId: 'ans-0',
      entityName: 'Horário de verão',
      action: 'deleted',
      before: {
        title: 'Horário de verão',
        body: 'O horário de atendimento mudou.',
        groupId: null,
        active: false,
      },
      after: null,
    },
  ],
  nextCursor: null,
};

/** The session of an agent. */
export const sampleSession: Session = {
  role: 'admin',
  user: { id: 'agt-regina', name: 'Regina Alves', email: 'regina@vidaplena.example', phone: null },
  provider: null,
  agent: {
    groups: [
      { id: 'grp-auditoria', name: 'Auditoria médica' },
      { id: 'grp-credenciamento', name: 'Credenciamento' },
    ],
    reach: [
      { id: 'grp-auditoria', name: 'Auditoria médica' },
      { id: 'grp-autorizacoes', name: 'Autorizações' },
      { id: 'grp-credenciamento', name: 'Credenciamento' },
    ],
    accessesConfidential: true,
  },
  operator: { name: 'Operadora Vida Plena', ansRegistration: '346659' },
  timeZone: 'America/Sao_Paulo',
  limits: {
    messageMaxCodePoints: 4000,
    attachmentsPerMessage: 10,
    attachmentMaxBytes: 26214400,
    attachmentMediaTypes: [
      'application/pdf',
      'image/png',
      'image/jpeg',
      'image/webp',
      'image/tiff',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.oasis.opendocument.text',
      'application/vnd.oasis.opendocument.spreadsheet',
      'text/plain',
      'text/csv',
      'application/xml',
      'application/zip',
    ],
    attachmentExtensions: [
      '.pdf',
      '.png',
      '.jpg',
      '.jpeg',
      '.webp',
      '.tif',
      '.tiff',
      '.docx',
      '.xlsx',
      '.odt',
      '.ods',
      '.txt',
      '.csv',
      '.xml',
      '.zip',
    ],
  },
};
