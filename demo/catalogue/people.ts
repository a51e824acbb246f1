import { foldText } from '@fale-conosco/domain';
import { uuidFromName } from './random.ts';

/** What a provider is; decides which subjects and procedures its protocols can have. */
export type ProviderKind = 'clinic' | 'hospital' | 'laboratory';

/** A provider of the demo catalogue. */
export interface DemoProvider {
  id: string;
  name: string;
  kind: ProviderKind;
  /** The domain part of its users' logins and e-mails, e.g. `saolucas`. */
  key: string;
}

/** A responsible group of the operator. */
export interface DemoGroup {
  id: string;
  name: string;
  email: string;
  active: boolean;
  /** `Acessa dados sob sigilo`. */
  accessesConfidential: boolean;
  /** The group whose people see this one's protocols too. */
  managerId: string | null;
}

/** What a demo person has, whichever side they are on. */
interface DemoPerson {
  id: string;
  login: string;
  name: string;
  email: string;
  /** For the agreement of the demo texts (`Obrigada`, `Obrigado`). */
  gender: 'f' | 'm';
}

/** A person at a provider. */
export interface DemoProviderUser extends DemoPerson {
  phone: string;
  providerId: string;
}

/** An employee of the operator. */
export interface DemoAgent extends DemoPerson {
  role: 'agent' | 'admin';
  groupIds: readonly string[];
}

/** The operator that runs the demo installation. */
export const demoOperator = { name: 'Operadora Vida Plena', ansRegistration: '346659' } as const;

function provider(key: string, name: string, kind: ProviderKind): DemoProvider {
  return { id: uuidFromName(`provider/${key}`), name, kind, key };
}

const saoLucas = provider('saolucas', 'Clínica São Lucas', 'clinic');
const santaHelena = provider('santahelena', 'Hospital Santa Helena', 'hospital');
const exata = provider('exata', 'Laboratório Exata', 'laboratory');

/** The three providers. */
export const demoProviders: readonly DemoProvider[] = [saoLucas, santaHelena, exata];

/** Short keys by which the rest of the catalogue names a group. */
export type GroupKey = 'faturamento' | 'autorizacoes' | 'credenciamento' | 'auditoria' | 'suporte';

const groupId = (key: GroupKey): string => uuidFromName(`group/${key}`);

function group(
  key: GroupKey,
  name: string,
  { manager, confidential = false }: { manager?: GroupKey; confidential?: boolean } = {},
): DemoGroup {
  return {
    id: groupId(key),
    name,
    email: `${key}@vidaplena.example`,
    active: true,
    accessesConfidential: confidential,
    managerId: manager ? groupId(manager) : null,
  };
}

/** The responsible groups by key. */
export const groupsByKey: Readonly<Record<GroupKey, DemoGroup>> = {
  faturamento: group('faturamento', 'Faturamento'),
  autorizacoes: group('autorizacoes', 'Autorizações', { manager: 'auditoria', confidential: true }),
  credenciamento: group('credenciamento', 'Credenciamento'),
  auditoria: group('auditoria', 'Auditoria médica', { confidential: true }),
  suporte: group('suporte', 'Suporte ao portal'),
};

/** The five responsible groups. */
export const demoGroups: readonly DemoGroup[] = Object.values(groupsByKey);

function providerUser(
  login: string,
  name: string,
  gender: 'f' | 'm',
  phone: string,
  at: DemoProvider,
): DemoProviderUser {
  return {
    id: uuidFromName(`user/${login}`),
    login,
    name,
    email: emailOf(name, at.key),
    gender,
    phone,
    providerId: at.id,
  };
}

function agent(login: string, name: string, gender: 'f' | 'm', keys: readonly GroupKey[]): DemoAgent {
  const groupIds = keys.map((key) => groupsByKey[key].id);
  const email = emailOf(name, 'vidaplena');
  return { id: uuidFromName(`agent/${login}`), login, name, email, gender, role: 'agent', groupIds };
}

/** An address under the reserved domain `.example` (RFC 2606), so that demo mail reaches no real person. */
export function emailOf(name: string, domain: string): string {
  const local = foldText(name).split(' ').join('.');
  return `${local}@${domain}.example`;
}

/** The people who sign in at the providers; invented names, telephone numbers out of use. */
export const demoProviderUsers: readonly DemoProviderUser[] = [
  providerUser('ana@saolucas', 'Ana Ribeiro', 'f', '(11) 90000-1234', saoLucas),
  providerUser('bruno@saolucas', 'Bruno Tavares', 'm', '(11) 90000-1235', saoLucas),
  providerUser('carla@santahelena', 'Carla Menezes', 'f', '(11) 90000-2310', santaHelena),
  providerUser('davi@exata', 'Davi Nogueira', 'm', '(11) 90000-3408', exata),
];

/** The operator's employees; `admin@operadora` keeps the registers and belongs to every group. */
export const demoAgents: readonly DemoAgent[] = [
  agent('fabio@faturamento', 'Fábio Moraes', 'm', ['faturamento']),
  agent('marcos@faturamento', 'Marcos Vilela', 'm', ['faturamento']),
  agent('aline@autorizacoes', 'Aline Prado', 'f', ['autorizacoes']),
  agent('juliana@autorizacoes', 'Juliana Reis', 'f', ['autorizacoes']),
  agent('patricia@credenciamento', 'Patrícia Campos', 'f', ['credenciamento']),
  agent('sergio@credenciamento', 'Sérgio Antunes', 'm', ['credenciamento']),
  agent('otavio@auditoria', 'Otávio Lins', 'm', ['auditoria']),
  agent('simone@auditoria', 'Simone Barros', 'f', ['auditoria']),
  agent('tiago@suporte', 'Tiago Freire', 'm', ['suporte']),
  agent('larissa@suporte', 'Larissa Pontes', 'f', ['suporte']),
  {
    ...agent('admin@operadora', 'Regina Alves', 'f', [
      'faturamento',
      'autorizacoes',
      'credenciamento',
      'auditoria',
      'suporte',
    ]),
    role: 'admin',
  },
];
