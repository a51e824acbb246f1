import type { OperationId } from '@fale-conosco/contract';
import type { CaseContext } from '../context.ts';
import { uniqueWord } from '../world.ts';

/** Fields of an entry or of a body. */
export type Fields = Record<string, unknown>;
/** An entry as the server has it. */
export type Entry = Fields & { id: string; version: number };

/** One kind of setting, as the cases that all kinds have in common need it. */
export interface Kind {
  entity: string;
  title: string;
  list: OperationId;
  create: OperationId;
  get: OperationId;
  update: OperationId;
  /** A new entry, different each time. */
  body: (context: CaseContext) => Promise<Fields>;
  /** A change, by fields as a body has them. */
  change: Fields;
  /** Deactivates or deletes an entry of a case. */
  retire: (context: CaseContext, entry: Entry) => Promise<unknown>;
}

const deactivate =
  (update: OperationId, body: Fields = { active: false }) =>
  (context: CaseContext, { id, version }: Entry) =>
    context.admin.request(update, { params: { id }, ifMatch: version, body });

const remove =
  (operationId: OperationId) =>
  (context: CaseContext, { id, version }: Entry) =>
    context.admin.request(operationId, { params: { id }, ifMatch: version });

/** The kinds of settings that are changed under a version. */
export const kinds: readonly Kind[] = [
  {
    entity: 'classification',
    title: 'classifications',
    list: 'listCrmClassifications',
    create: 'createCrmClassification',
    get: 'getCrmClassification',
    update: 'updateCrmClassification',
    body: async (context) => ({
      name: `Assunto ${uniqueWord()}`,
      // A branch of its own: what others register meanwhile does not move it among its siblings.
      parentId: (await context.leaf({ shownToProviders: false })).id,
      active: true,
      groupId: (await context.world.group()).id,
      shownToProviders: false,
      defaultText: 'Guia:',
      helpText: null,
      attachmentRequired: false,
      deadlineBusinessDays: 5,
      providerDeadlineBusinessDays: 3,
      reopenWindowDays: 30,
    }),
    change: { helpText: 'Informe a guia.', deadlineBusinessDays: 7 },
    retire: remove('deleteCrmClassification'),
  },
  {
    entity: 'contact_method',
    title: 'contact methods',
    list: 'listCrmContactMethods',
    create: 'createCrmContactMethod',
    get: 'getCrmContactMethod',
    update: 'updateCrmContactMethod',
    body: async () => ({
      description: `Ofício ${uniqueWord()}`,
      active: true,
      mode: 'contact',
      receivesComplaints: true,
      listedInApi: false,
      shownOnBeneficiaryWeb: false,
      faleConosco: false,
      releasedForWeb: false,
    }),
    change: { listedInApi: true, mode: 'both' },
    retire: deactivate('updateCrmContactMethod'),
  },
  {
    entity: 'group',
    title: 'groups',
    list: 'listGroups',
    create: 'createGroup',
    get: 'getGroup',
    update: 'updateGroup',
    body: async (context) => ({
      name: `Grupo ${uniqueWord()}`,
      managerGroupId: (await context.world.group()).id,
      email: 'grupo@operadora.example',
      active: true,
      accessesConfidential: false,
      memberIds: [],
      classificationIds: [],
    }),
    change: { email: null, managerGroupId: null },
    retire: deactivate('updateGroup'),
  },
  {
    entity: 'agent',
    title: 'agents',
    list: 'listAgents',
    create: 'createAgent',
    get: 'getAgent',
    update: 'updateAgent',
    body: async () => ({
      issuer: 'https://conformance.invalid',
      subject: uniqueWord(),
      name: 'Íris Lobo',
      email: null,
      role: 'agent',
      active: true,
    }),
    change: { role: 'admin', email: 'iris@operadora.example' },
    retire: deactivate('updateAgent'),
  },
  {
    entity: 'provider',
    title: 'providers',
    list: 'listProviders',
    create: 'createProvider',
    get: 'getProvider',
    update: 'updateProvider',
    body: async () => ({ id: crypto.randomUUID(), name: `Clínica ${uniqueWord()}`, active: true }),
    change: { name: 'Clínica renomeada' },
    retire: deactivate('updateProvider'),
  },
  {
    entity: 'canned_answer',
    title: 'canned answers',
    list: 'listCannedAnswers',
    create: 'createCannedAnswer',
    get: 'getCannedAnswer',
    update: 'updateCannedAnswer',
    body: async () => ({
      title: `Resposta ${uniqueWord()}`,
      body: 'Olá, {{contato}}.',
      groupId: null,
      active: true,
    }),
    change: { body: 'Prezada {{contato}},', active: false },
    retire: remove('deleteCannedAnswer'),
  },
];

/** The kind of an entity of the audit trail. */
export const kindOf = (entity: string): Kind => {
  const kind = kinds.find((each) => each.entity === entity);
  if (!kind) throw new RangeError(`There is no kind of setting "${entity}".`);
  return kind;
};

/** An entry as a body has it: it names its group where a body has its id. */
export const asBody = ({ group, managerGroup, ...entry }: Fields): Fields => ({
  ...entry,
  ...(group !== undefined && { groupId: (group as { id: string } | null)?.id ?? null }),
  ...(managerGroup !== undefined && { managerGroupId: (managerGroup as { id: string } | null)?.id ?? null }),
});

/** Some fields of an entry. */
export const pick = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));

/** How the trail calls an entry. */
export const nameOf = (fields: Fields): unknown => fields['name'] ?? fields['description'] ?? fields['title'];

/** Registers an entry; the case retires it at its end. */
export const create = async (
  context: CaseContext,
  kind: Kind,
  changes: Fields = {},
): Promise<{ body: Fields; entry: Entry }> => {
  const body = { ...(await kind.body(context)), ...changes };
  const entry = (await context.admin.ok(kind.create, { body })) as unknown as Entry;
  context.defer(async () => {
    const found = await context.admin.request(kind.get, { params: { id: entry.id } });
    if (found.status === 200) await kind.retire(context, found.json as Entry);
  });
  return { body, entry };
};

/** Reads an entry. */
export const read = async (context: CaseContext, kind: Kind, id: string): Promise<Entry> =>
  (await context.admin.ok(kind.get, { params: { id } })) as unknown as Entry;

/** The changes of an entry, newest first. */
export const audit = async (context: CaseContext, { entity }: Kind, entityId: string) =>
  (await context.admin.ok('listAuditRecords', { query: { entity, entityId, limit: 100 } })).items;
