import type {
  Agent,
  Classification,
  ContactMethod,
  CrmContactMethod,
  Provider,
} from '@fale-conosco/contract';
import type { ProviderUser, StoredClassification, StoredGroup } from '../store/state.ts';

/** The group that answers for what stands below a root of the test's tree, by the root's name. */
const GROUP_OF_ROOT: Readonly<Record<string, string>> = {
  Faturamento: 'grp-faturamento',
  Autorização: 'grp-autorizacoes',
  Cadastro: 'grp-credenciamento',
  Portal: 'grp-suporte',
};

/** Five groups; `Auditoria médica` and `Autorizações` see what is confidential, and the former manages the latter. */
export const testGroups: readonly StoredGroup[] = [
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

/** The settings behind a tree that providers see: all its nodes are active and shown, and each leaf has a group. */
export const classificationsOf = (nodes: readonly Classification[]): StoredClassification[] => {
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

/** The settings behind contact methods that the form offers: replies are released. */
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

/** Two users of the first provider, one of each other active one. */
export const testUsers: readonly ProviderUser[] = [
  {
    id: 'usr-ana',
    providerId: 'prv-saolucas',
    name: 'Ana Ribeiro',
    email: 'ana.ribeiro@saolucas.example',
    phone: '(11) 3456-7890',
    active: true,
  },
  {
    id: 'usr-bruno',
    providerId: 'prv-saolucas',
    name: 'Bruno Teles',
    email: 'bruno.teles@saolucas.example',
    phone: null,
    active: true,
  },
  {
    id: 'usr-carla',
    providerId: 'prv-santahelena',
    name: 'Carla Menezes',
    email: 'carla.menezes@prestador.example',
    phone: '(11) 3456-7000',
    active: true,
  },
  {
    id: 'usr-davi',
    providerId: 'prv-exata',
    name: 'Davi Moreira',
    email: 'davi.moreira@exata.example',
    phone: '(11) 3456-7100',
    active: true,
  },
];
