import type {
  Agent,
  AuditRecord,
  CannedAnswer,
  Classification,
  ContactMethod,
  CrmClassification,
  CrmContactMethod,
  Delivery,
  Group,
  Holiday,
  Provider,
  Webhook,
} from '@fale-conosco/contract';

/** A node of the register as the in-memory clients keep it; what depends on protocols and on the reader is added when it is read. */
export type TestClassification = Omit<CrmClassification, 'hasProtocols' | 'canOpen'>;
/** A group as the in-memory clients keep it; what it answers for stands at the classifications. */
export type TestGroup = Omit<Group, 'classificationIds' | 'memberIds'>;

/** The operator's registers. */
export interface TestRegisters {
  classifications: TestClassification[];
  contactMethods: CrmContactMethod[];
  groups: TestGroup[];
  /** Which groups they belong to stands here. */
  agents: Agent[];
  providers: Provider[];
  cannedAnswers: CannedAnswer[];
  /** Local ones. */
  holidays: Holiday[];
  webhooks: Webhook[];
  /** Newest first. */
  deliveries: Delivery[];
  /** Newest first. */
  audit: AuditRecord[];
}

/** The group that answers for what stands below a root of the test's tree, by the root's name. */
const GROUP_OF_ROOT: Readonly<Record<string, string>> = {
  Faturamento: 'grp-faturamento',
  Autorização: 'grp-autorizacoes',
  Cadastro: 'grp-credenciamento',
  Portal: 'grp-suporte',
};

/** Five groups; `Auditoria médica` and `Autorizações` see what is confidential, and the former manages the latter. */
export const testGroups: readonly TestGroup[] = [
  { id: 'grp-auditoria', name: 'Auditoria médica', accessesConfidential: true },
  { id: 'grp-autorizacoes', name: 'Autorizações', accessesConfidential: true },
  { id: 'grp-credenciamento', name: 'Credenciamento' },
  { id: 'grp-faturamento', name: 'Faturamento' },
  { id: 'grp-suporte', name: 'Suporte ao portal' },
].map((group) => ({
  managerGroup: group.name === 'Autorizações' ? { id: 'grp-auditoria', name: 'Auditoria médica' } : null,
  email: `${group.id.slice(4)}@vidaplena.example`,
  active: true,
  accessesConfidential: false,
  version: 1,
  ...group,
}));

const agent = (key: string, name: string, groups: readonly string[], parts: Partial<Agent> = {}): Agent => ({
  id: `agt-${key}`,
  issuer: 'https://entrar.vidaplena.example',
  subject: `${key}@vidaplena`,
  name,
  email: `${key}@vidaplena.example`,
  role: 'agent',
  active: true,
  groupIds: groups.map((group) => `grp-${group}`),
  version: 1,
  ...parts,
});

/** The operator's people; `Fábio Nogueira` and `Regina Alves` are those who sign in by default. */
export const testAgents: readonly Agent[] = [
  agent('aline', 'Aline Prado', ['autorizacoes']),
  agent('fabio', 'Fábio Nogueira', ['faturamento', 'suporte']),
  agent('juliana', 'Juliana Reis', ['autorizacoes']),
  agent('marcos', 'Marcos Vilela', ['faturamento']),
  agent('otavio', 'Otávio Lins', ['auditoria']),
  agent('patricia', 'Patrícia Campos', ['credenciamento']),
  agent('regina', 'Regina Alves', ['credenciamento', 'auditoria'], { role: 'admin' }),
  agent('simone', 'Simone Barros', ['auditoria'], { active: false }),
  agent('tiago', 'Tiago Freire', ['suporte']),
];

/** Clinic, hospital and laboratory; the first is the one whose user signs in at the provider's test client. */
export const testProviders: readonly Provider[] = [
  { id: 'prv-saolucas', name: 'Clínica São Lucas', active: true, version: 1 },
  { id: 'prv-santahelena', name: 'Hospital Santa Helena', active: true, version: 1 },
  { id: 'prv-exata', name: 'Laboratório Exata', active: true, version: 1 },
  { id: 'prv-bomjesus', name: 'Clínica Bom Jesus', active: false, version: 2 },
];

/** The register behind a tree that providers see: all its nodes are active and shown, and each leaf has a group. */
export const registerOf = (nodes: readonly Classification[]): TestClassification[] => {
  const rootOf = (node: Classification): Classification => {
    const parent = nodes.find(({ id }) => id === node.parentId);
    return parent ? rootOf(parent) : node;
  };
  return nodes.map(({ selectable, ...node }) => {
    const groupId = GROUP_OF_ROOT[rootOf(node as Classification).name] ?? 'grp-auditoria';
    const group = testGroups.find(({ id }) => id === groupId);
    return {
      ...node,
      active: true,
      shownToProviders: selectable,
      group: selectable && group ? { id: group.id, name: group.name } : null,
      providerDeadlineBusinessDays: selectable && node.deadlineBusinessDays ? 10 : null,
      reopenWindowDays: selectable ? 30 : null,
      version: 1,
    };
  });
};

/** The register behind contact methods that the form offers: replies are released. */
export const methodsOf = (methods: readonly ContactMethod[]): CrmContactMethod[] =>
  methods.map((method) => ({
    ...method,
    active: true,
    mode: 'both',
    listedInApi: true,
    shownOnBeneficiaryWeb: false,
    faleConosco: true,
    releasedForWeb: true,
    version: 1,
  }));

/** What a provider may choose, and the branches that lead to it. */
export const offeredTree = ({
  classifications,
  groups,
}: Pick<TestRegisters, 'classifications' | 'groups'>): Classification[] => {
  const find = (id: string | null): TestClassification | undefined =>
    classifications.find((node) => node.id === id);
  const isLeaf = (node: TestClassification): boolean =>
    !classifications.some(({ parentId }) => parentId === node.id);
  const chain = (node: TestClassification): TestClassification[] => {
    const parent = find(node.parentId);
    return parent ? [node, ...chain(parent)] : [node];
  };
  const leaves = classifications.filter(
    (node) =>
      isLeaf(node) &&
      node.shownToProviders &&
      groups.some(({ id, active }) => active && id === node.group?.id) &&
      chain(node).every(({ active }) => active),
  );
  const seen = new Set(leaves.flatMap(chain));
  return classifications
    .filter((node) => seen.has(node))
    .map((node) => ({
      id: node.id,
      parentId: node.parentId,
      name: node.name,
      order: node.order,
      selectable: leaves.includes(node),
      defaultText: node.defaultText,
      helpText: node.helpText,
      attachmentRequired: node.attachmentRequired,
      deadlineBusinessDays: node.deadlineBusinessDays,
    }));
};

/** What the provider's form offers. */
export const offeredMethods = ({ contactMethods }: Pick<TestRegisters, 'contactMethods'>): ContactMethod[] =>
  contactMethods
    .filter(({ active, mode, faleConosco }) => active && mode !== 'return' && faleConosco)
    .map(({ id, description, receivesComplaints }) => ({ id, description, receivesComplaints }));

/** Registers in which only what providers see has been thought of. */
export const minimalRegisters = (
  classifications: readonly Classification[],
  methods: readonly ContactMethod[],
): TestRegisters => ({
  classifications: registerOf(classifications),
  contactMethods: methodsOf(methods),
  groups: [...testGroups],
  agents: [...testAgents],
  providers: [...testProviders],
  cannedAnswers: [],
  holidays: [],
  webhooks: [],
  deliveries: [],
  audit: [],
});
