import type {
  AuditRecord,
  CannedAnswer,
  CrmContactMethod,
  Delivery,
  Holiday,
  Session,
  Webhook,
} from '@fale-conosco/contract';
import { testClassifications, testSession } from '../catalogue.ts';
import {
  registerOf,
  type TestClassification,
  type TestRegisters,
  testAgents,
  testGroups,
  testProviders,
} from '../registers.ts';
import { type SeedProtocol, testSeed } from '../seed.ts';
import { groupsBelow } from './crm-store.ts';

const method = (
  id: string,
  description: string,
  mode: CrmContactMethod['mode'],
  parts: Partial<CrmContactMethod> = {},
): CrmContactMethod => ({
  id,
  description,
  active: true,
  mode,
  receivesComplaints: false,
  listedInApi: true,
  shownOnBeneficiaryWeb: false,
  faleConosco: false,
  releasedForWeb: false,
  version: 1,
  ...parts,
});

/** Eight methods over all three modes and both gates, one of them not active. */
const contactMethods: readonly CrmContactMethod[] = [
  method('met-1', 'Portal do prestador', 'both', {
    receivesComplaints: true,
    faleConosco: true,
    releasedForWeb: true,
  }),
  method('met-2', 'Telefone', 'both', { receivesComplaints: true, faleConosco: true }),
  method('met-3', 'E-mail', 'both', { receivesComplaints: true, faleConosco: true }),
  method('met-4', 'WhatsApp', 'contact', { faleConosco: true, shownOnBeneficiaryWeb: true }),
  method('met-5', 'Presencial', 'contact', { receivesComplaints: true, listedInApi: false }),
  method('met-6', 'Ofício', 'contact', { listedInApi: false }),
  method('met-7', 'Retorno pela web', 'return', { releasedForWeb: true }),
  method('met-8', 'Fax', 'both', { active: false, listedInApi: false }),
];

/** The tree that providers see, a leaf that they do not, and one that is no longer active. */
const classifications = (): TestClassification[] => {
  const tree = registerOf(testClassifications);
  const cadastro = tree.find(({ name }) => name === 'Cadastro');
  const group = { id: 'grp-auditoria', name: 'Auditoria médica' };
  const extra = (id: string, name: string, parts: Partial<TestClassification>): TestClassification => ({
    id,
    parentId: null,
    name,
    order: 5,
    defaultText: null,
    helpText: null,
    attachmentRequired: false,
    deadlineBusinessDays: 7,
    active: true,
    shownToProviders: false,
    group,
    providerDeadlineBusinessDays: null,
    reopenWindowDays: null,
    version: 1,
    ...parts,
  });
  return [
    ...tree,
    extra('cls-interna', 'Apuração interna', {}),
    extra('cls-fax', 'Envio por fax', { parentId: cadastro?.id ?? null, order: 3, active: false }),
  ];
};

const cannedAnswer = (
  id: string,
  title: string,
  body: string,
  group: CannedAnswer['group'] = null,
  active = true,
): CannedAnswer => ({ id, title, body, group, active, version: 1 });

const faturamento = { id: 'grp-faturamento', name: 'Faturamento' };

const cannedAnswers: readonly CannedAnswer[] = [
  cannedAnswer(
    'ans-1',
    'Encerramento padrão',
    'Prezado(a) {{contato}},\n\nO protocolo {{protocolo}} foi concluído. Havendo dúvida, responda por aqui.\n\n{{atendente}}',
  ),
  cannedAnswer(
    'ans-2',
    'Glosa em reanálise',
    'A glosa tratada no protocolo {{protocolo}} está em reanálise. O prazo de resposta é {{prazo}}.',
    faturamento,
  ),
  cannedAnswer(
    'ans-3',
    'Pedido de documentos',
    'Para seguir com “{{classificacao}}”, precisamos que {{prestador}} envie os documentos assinados.',
  ),
  cannedAnswer('ans-4', 'Recesso de fim de ano', 'Estamos em recesso até 2 de janeiro.', null, false),
];

const holidays: readonly Holiday[] = [
  { id: 'hol-1', date: '2020-01-25', name: 'Aniversário de São Paulo', scope: 'local', everyYear: true },
  { id: 'hol-2', date: '2026-12-24', name: 'Recesso de Natal', scope: 'local', everyYear: false },
];

const webhooks: readonly Webhook[] = [
  {
    id: 'whk-1',
    url: 'https://erp.vidaplena.example/fale-conosco',
    events: ['protocol.created', 'status.changed'],
    active: true,
    version: 1,
  },
  {
    id: 'whk-2',
    url: 'https://bi.vidaplena.example/eventos',
    events: ['protocol.created', 'message.added', 'status.changed'],
    active: false,
    version: 3,
  },
];

const delivery = (
  id: string,
  topic: string,
  target: string,
  at: string,
  parts: Partial<Delivery> = {},
): Delivery => ({
  id,
  kind: target.startsWith('http') ? 'webhook' : 'email',
  topic,
  target,
  protocolNumber: null,
  state: 'delivered',
  attempts: 1,
  lastError: null,
  createdAt: `2026-11-24T${at}:00.000Z`,
  nextAttemptAt: null,
  ...parts,
});

const deliveries: readonly Delivery[] = [
  delivery('dlv-5', 'contact.answer', 'a…@saolucas.example', '16:58', {
    state: 'pending',
    attempts: 0,
    nextAttemptAt: '2026-11-24T17:00:30.000Z',
  }),
  delivery('dlv-4', 'protocol.created', 'https://erp.vidaplena.example/fale-conosco', '16:40', {
    state: 'pending',
    attempts: 2,
    lastError: 'HTTP 503',
    nextAttemptAt: '2026-11-24T17:04:00.000Z',
  }),
  delivery('dlv-3', 'group.new_protocol', 'autorizacoes@vidaplena.example', '16:39'),
  delivery('dlv-2', 'status.changed', 'https://erp.vidaplena.example/fale-conosco', '11:20', {
    state: 'dead',
    attempts: 8,
    lastError: 'ECONNREFUSED',
  }),
  delivery('dlv-1', 'group.new_protocol', 'faturamento@vidaplena.example', '11:02'),
];

const regina = { id: 'agt-regina', name: 'Regina Alves' };

const audit: readonly AuditRecord[] = [
  {
    id: 'aud-3',
    at: '2026-11-23T18:12:00.000Z',
    actor: regina,
    entity: 'classification',
    entityId: 'cls-fax',
    entityName: 'Envio por fax',
    action: 'updated',
    before: { active: true, shownToProviders: true },
    after: { active: false, shownToProviders: false },
  },
  {
    id: 'aud-2',
    at: '2026-11-20T13:40:00.000Z',
    actor: regina,
    entity: 'contact_method',
    entityId: 'met-7',
    entityName: 'Retorno pela web',
    action: 'created',
    before: null,
    after: { description: 'Retorno pela web', active: true, mode: 'return', releasedForWeb: true },
  },
  {
    id: 'aud-1',
    at: '2026-11-18T12:05:00.000Z',
    actor: regina,
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
];

/** The registers of the demo operator; a new copy each time. */
export const crmRegisters = (): TestRegisters =>
  structuredClone({
    classifications: classifications(),
    contactMethods,
    groups: testGroups,
    agents: testAgents,
    providers: testProviders,
    cannedAnswers,
    holidays,
    webhooks,
    deliveries,
    audit,
  }) as TestRegisters;

const others: readonly SeedProtocol[] = [
  {
    daysAgo: 0.1,
    subject: 'Guia pendente',
    status: 'received',
    provider: 'Hospital Santa Helena',
    thread: [
      [
        'p',
        'Guia 9917702 pendente; o paciente está na recepção aguardando a internação.',
        'guia-9917702.pdf',
      ],
    ],
  },
  {
    daysAgo: 1.2,
    subject: 'Glosa administrativa',
    status: 'in_analysis',
    provider: 'Laboratório Exata',
    assignee: 'Fábio Nogueira',
    thread: [
      ['p', 'Recebemos glosa em 14 exames do lote 7731 por falta de carimbo.', 'lote-7731.pdf'],
      ['o', 'Recebemos. Vamos conferir as imagens das guias.'],
      ['i', 'As imagens estão no arquivo do mês passado. Quem tem acesso à pasta?'],
      ['p', 'Seguem as guias digitalizadas de novo, por garantia.', 'guias.zip'],
    ],
  },
  {
    daysAgo: 2.3,
    subject: 'OPME',
    status: 'in_analysis',
    provider: 'Hospital Santa Helena',
    assignee: 'Aline Prado',
    thread: [
      ['p', 'Pedido de material para artrodese, com três cotações.', 'cotacoes.pdf'],
      [
        'c',
        'Parecer do auditor: há indicação de outra técnica; conversar com o cirurgião antes da negativa.',
        'parecer-auditor.pdf',
      ],
      ['o', 'O pedido está com a auditoria médica.'],
    ],
  },
  {
    daysAgo: 4.5,
    subject: 'Prorrogação de internação',
    status: 'in_analysis',
    provider: 'Hospital Santa Helena',
    assignee: 'Juliana Reis',
    thread: [
      ['p', 'Prorrogação da guia 9910034 por mais três dias.', 'relatorio.pdf'],
      ['o', 'Em avaliação.'],
      ['p', 'O paciente segue internado; precisamos da resposta.'],
    ],
  },
  {
    daysAgo: 9.2,
    subject: 'Demonstrativo de pagamento',
    status: 'received',
    provider: 'Laboratório Exata',
    thread: [['p', 'O demonstrativo de outubro não confere com o extrato bancário.', 'extrato.pdf']],
  },
  {
    daysAgo: 10,
    subject: 'Apuração interna',
    status: 'in_analysis',
    openedBy: 'operator',
    provider: 'Laboratório Exata',
    assignee: 'Otávio Lins',
    thread: [['o', 'Conferência das requisições de outubro a pedido da diretoria.']],
  },
  {
    daysAgo: 13,
    subject: 'Acesso e senha',
    status: 'closed',
    provider: 'Hospital Santa Helena',
    assignee: 'Tiago Freire',
    stepHours: 96,
    thread: [
      ['p', 'O token do portal não chega por e-mail.'],
      ['o', 'O servidor de e-mail do hospital bloqueava as mensagens; foi liberado.'],
    ],
  },
];

const ASSIGNEES: Readonly<Record<string, string>> = {
  Glosa: 'Fábio Nogueira',
  'Dados bancários': 'Patrícia Campos',
  'Recurso de glosa': 'Marcos Vilela',
  OPME: 'Aline Prado',
};

/** Protocols of three providers: those of the provider's test client, some in somebody's hands, and others. */
export const crmSeed: readonly SeedProtocol[] = [
  ...testSeed.map((entry): SeedProtocol => {
    const assignee = ASSIGNEES[entry.subject.split(' ')[0] ?? ''] ?? ASSIGNEES[entry.subject];
    return assignee && entry.status !== 'received' ? { ...entry, assignee } : entry;
  }),
  ...others,
].sort((a, b) => a.daysAgo - b.daysAgo);

/** The session of an agent of the register. */
export const sessionOf = (registers: TestRegisters, agentId: string, limits: Session['limits']): Session => {
  const agent = registers.agents.find(({ id }) => id === agentId);
  if (!agent) throw new RangeError(`No agent has the id ${agentId}`);
  const groups = registers.groups.filter(({ id, active }) => active && agent.groupIds.includes(id));
  return {
    ...testSession,
    role: agent.role,
    user: { id: agent.id, name: agent.name, email: agent.email, phone: null },
    provider: null,
    agent: {
      groups: groups.map(({ id, name }) => ({ id, name })),
      reach: registers.groups
        .filter(({ id }) => groupsBelow(registers.groups, agent.groupIds).includes(id))
        .map(({ id, name }) => ({ id, name })),
      accessesConfidential: groups.some(({ accessesConfidential }) => accessesConfidential),
    },
    limits,
  };
};
