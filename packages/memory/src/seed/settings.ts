import type {
  AuditRecord,
  CannedAnswer,
  CrmContactMethod,
  Delivery,
  Holiday,
  Webhook,
} from '@fale-conosco/contract';
import type { Settings, StoredClassification } from '../store/state.ts';
import { testClassifications } from './catalogue.ts';
import { classificationsOf, testAgents, testGroups, testProviders } from './people.ts';

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

/** Eight methods over all three modes, with and without Fale Conosco and release for the web, one of them not active. */
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
const classifications = (): StoredClassification[] => {
  const tree = classificationsOf(testClassifications);
  const cadastro = tree.find(({ name }) => name === 'Cadastro');
  const group = { id: 'grp-auditoria', name: 'Auditoria médica' };
  const extra = (id: string, name: string, parts: Partial<StoredClassification>): StoredClassification => ({
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
    lastError: 'HTTP 5xx',
    nextAttemptAt: '2026-11-24T17:04:00.000Z',
  }),
  delivery('dlv-3', 'group.new_protocol', 'autorizacoes@vidaplena.example', '16:39'),
  delivery('dlv-2', 'status.changed', 'https://erp.vidaplena.example/fale-conosco', '11:20', {
    state: 'dead',
    attempts: 8,
    lastError: 'no response',
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

/** The settings of an operator; a new copy each time. */
export const testSettings = (): Settings =>
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
  }) as Settings;
