import type { OperationId } from '@fale-conosco/contract';
import { area } from '../conformance-case.ts';
import { type CaseContext, eventually } from '../context.ts';
import { expect, expectSame, isSame } from '../expect.ts';
import { uniqueWord } from '../world.ts';

type Fields = Record<string, unknown>;
type Entry = Fields & { id: string; version: number };

/** One kind of setting, as the cases that all kinds have in common need it. */
interface Kind {
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

const kinds: readonly Kind[] = [
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

/** An entry as a body has it: it names its group where a body has its id. */
const asBody = ({ group, managerGroup, ...entry }: Fields): Fields => ({
  ...entry,
  ...(group !== undefined && { groupId: (group as { id: string } | null)?.id ?? null }),
  ...(managerGroup !== undefined && { managerGroupId: (managerGroup as { id: string } | null)?.id ?? null }),
});

const pick = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));

const nameOf = (fields: Fields): unknown => fields['name'] ?? fields['description'] ?? fields['title'];

const create = async (
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

const read = async (context: CaseContext, kind: Kind, id: string): Promise<Entry> =>
  (await context.admin.ok(kind.get, { params: { id } })) as unknown as Entry;

const audit = async (context: CaseContext, { entity }: Kind, entityId: string) =>
  (await context.admin.ok('listAuditRecords', { query: { entity, entityId, limit: 100 } })).items;

/** What all settings have in common. */
export const settingCases = area('SET', 'Settings', (define) => {
  const needs = ['a', 'admin'] as const;

  for (const [index, kind] of kinds.entries()) {
    const base = index * 10;
    const change = (context: CaseContext, id: string, ifMatch: number | undefined, body: Fields) =>
      context.admin.request(kind.update, { params: { id }, body, ...(ifMatch !== undefined && { ifMatch }) });

    define(
      base + 1,
      `${kind.title}: an entry is kept as it was sent, and is in the list`,
      `contract: ${kind.create} answers 201 with the entry.`,
      { needs },
      async (context) => {
        const { body, entry } = await create(context, kind);
        expectSame(pick(asBody(entry), Object.keys(body)), body, 'The entry');
        expectSame(await read(context, kind, entry.id), entry, 'The entry as read');
        const query = kind.entity === 'provider' ? { query: { search: String(body['name']) } } : {};
        const { items } = (await context.admin.ok(kind.list, query)) as unknown as { items: Entry[] };
        expectSame(
          items.find(({ id }) => id === entry.id),
          entry,
          'The entry in the list',
        );
      },
    );
    define(
      base + 2,
      `${kind.title}: a change makes a new version, which is its entity tag`,
      'contract: version; RFC 9110, 8.8.3: ETag.',
      { needs },
      async (context) => {
        const { entry } = await create(context, kind);
        const changed = await change(context, entry.id, entry.version, kind.change);
        const after = changed.json as Entry;
        expectSame(pick(asBody(after), Object.keys(kind.change)), kind.change, 'The changed fields');
        expect(after.version > entry.version, 'The version did not move');
        expectSame(changed.headers.get('etag'), `"${after.version}"`, 'ETag');
        const unchanged = Object.keys(entry).filter(
          (name) => !['version', ...Object.keys(kind.change)].includes(name),
        );
        for (const name of unchanged)
          if (!(name === 'managerGroup' && 'managerGroupId' in kind.change))
            expectSame(after[name], entry[name], `${name}, which was not changed`);
      },
    );
    define(
      base + 3,
      `${kind.title}: a change without the version, or of an older one, is refused`,
      'RFC 6585, 3: 428; RFC 9110, 15.5.13: 412.',
      { needs, severity: 'critical' },
      async (context) => {
        const { entry } = await create(context, kind);
        expectSame(
          (await change(context, entry.id, undefined, kind.change)).status,
          428,
          'Status without If-Match',
        );
        expectSame(
          (await change(context, entry.id, entry.version, kind.change)).status,
          200,
          'Status of the first change',
        );
        expectSame(
          (await change(context, entry.id, entry.version, kind.change)).status,
          412,
          'Status under the older version',
        );
      },
    );
    define(
      base + 4,
      `${kind.title}: of two admins who change the same version at once one wins`,
      'RFC 9110, 13.1.1.',
      { needs, severity: 'critical' },
      async (context) => {
        const { entry } = await create(context, kind);
        const [name] = ['name', 'description', 'title'].filter((each) => each in entry);
        const exchanges = await Promise.all(
          [0, 1].map((each) =>
            change(context, entry.id, entry.version, { [name ?? '']: `Nome ${each} ${context.word()}` }),
          ),
        );
        expectSame(exchanges.map(({ status }) => status).sort(), [200, 412], 'statuses');
      },
    );
    define(
      base + 5,
      `${kind.title}: a change that changes nothing leaves version and trail as they are`,
      'contract: what changes nothing leaves no trace.',
      { needs, severity: 'minor' },
      async (context) => {
        const { body, entry } = await create(context, kind);
        for (const nothing of [{}, pick(body, Object.keys(kind.change))])
          expectSame((await change(context, entry.id, entry.version, nothing)).json, entry, 'The entry');
        expectSame((await audit(context, kind, entry.id)).length, 1, 'records of the trail');
      },
    );
    define(
      base + 6,
      `${kind.title}: the trail says who changed what, as it was and as it is`,
      'contract: auditRecordSchema.',
      { needs, severity: 'critical' },
      async (context) => {
        const { body, entry } = await create(context, kind);
        await change(context, entry.id, entry.version, kind.change);
        const { user } = await context.admin.ok('getSession');
        const [updated, created] = await audit(context, kind, entry.id);
        expectSame(
          [created?.action, created?.before, created?.entityName],
          ['created', null, nameOf(body)],
          'record of the creation',
        );
        expect(
          isSame(pick(created?.after ?? {}, Object.keys(body)), body),
          'The record of the creation has other fields',
        );
        expectSame(
          [updated?.action, updated?.before, updated?.after],
          ['updated', pick(body, Object.keys(kind.change)), kind.change],
          'record of the change',
        );
        expectSame(
          [updated?.actor, created?.actor],
          [
            { id: user.id, name: user.name },
            { id: user.id, name: user.name },
          ],
          'actors',
        );
      },
    );
    define(
      base + 7,
      `${kind.title}: unknown entries, unknown fields and empty texts are refused`,
      'contract: not_found; bodies are strict.',
      { needs },
      async (context) => {
        const { body, entry } = await create(context, kind);
        for (const id of ['00000000-0000-4000-8000-000000000000', 'x']) {
          await context.admin.problem(kind.get, { params: { id } }, 'not_found');
          await context.admin.problem(
            kind.update,
            { params: { id }, ifMatch: 1, body: kind.change },
            'not_found',
          );
        }
        const name = ['name', 'description', 'title'].find((each) => each in body) ?? '';
        const fresh = await kind.body(context);
        await context.admin.issues(kind.create, { body: { ...fresh, version: 3, [name]: ' ' } }, [
          'version:unknown_field',
          `${name}:required`,
        ]);
        await context.admin.issues(
          kind.update,
          { params: { id: entry.id }, ifMatch: entry.version, body: { id: 'x', [name]: 'x'.repeat(1001) } },
          ['id:unknown_field', `${name}:too_long`],
        );
      },
    );
  }
});

/** What single kinds of settings have of their own. */
export const settingRuleCases = area('RULE', 'Rules of the settings', (define) => {
  const needs = ['a', 'admin'] as const;
  const [classifications, methods, groups, agents, providers, answers] = kinds as [
    Kind,
    Kind,
    Kind,
    Kind,
    Kind,
    Kind,
  ];
  const defer = (context: CaseContext) => (undo: () => Promise<void>) => context.defer(undo);

  define(
    1,
    'a name is taken once among siblings, whatever case and accents',
    'contract: already_taken.',
    { needs },
    async (context) => {
      const word = context.word();
      const { entry } = await create(context, classifications, { name: `Órtese ${word}`, parentId: null });
      const body = {
        ...(await classifications.body(context)),
        parentId: null,
        name: `ORTESE ${word.toUpperCase()}`,
      };
      await context.admin.issues('createCrmClassification', { body }, ['name:already_taken']);
      await create(context, classifications, { name: `Órtese ${word}`, parentId: entry.id });
    },
  );
  define(
    2,
    'names of groups and contact methods are taken once',
    'contract: already_taken.',
    { needs },
    async (context) => {
      for (const [kind, field] of [
        [groups, 'name'],
        [methods, 'description'],
      ] as const) {
        const { body } = await create(context, kind, { [field]: `Convênio ${context.word()}` });
        const again = {
          ...(await kind.body(context)),
          [field]: String(body[field]).replace('ê', 'e').toUpperCase(),
        };
        await context.admin.issues(kind.create, { body: again }, [`${field}:already_taken`]);
      }
    },
  );
  define(
    3,
    'a classification does not move below itself',
    'domain: no cycles.',
    { needs, severity: 'critical' },
    async (context) => {
      const top = await create(context, classifications);
      const below = await create(context, classifications, { parentId: top.entry.id });
      const { version } = await read(context, classifications, top.entry.id);
      for (const parentId of [top.entry.id, below.entry.id])
        await context.admin.issues(
          'updateCrmClassification',
          { params: { id: top.entry.id }, ifMatch: version, body: { parentId } },
          ['parentId:cycle'],
        );
      await context.admin.issues(
        'createCrmClassification',
        { body: { ...(await classifications.body(context)), parentId: 'none' } },
        ['parentId:not_available'],
      );
    },
  );
  define(
    4,
    'a shown last level has an active group',
    'domain: a shown leaf must have an active one.',
    { needs },
    async (context) => {
      const body = { ...(await classifications.body(context)), shownToProviders: true };
      await context.admin.issues('createCrmClassification', { body: { ...body, groupId: null } }, [
        'groupId:required',
      ]);
      await context.admin.issues('createCrmClassification', { body: { ...body, groupId: 'none' } }, [
        'groupId:not_available',
      ]);
      const inactive = await context.world.newGroup({ active: false }, defer(context));
      await context.admin.issues('createCrmClassification', { body: { ...body, groupId: inactive.id } }, [
        'groupId:not_available',
      ]);
    },
  );
  define(
    5,
    'siblings make room for one another',
    'contract: order: position among its siblings, from 0; the others make room.',
    { needs, severity: 'minor' },
    async (context) => {
      const top = await create(context, classifications);
      const parentId = top.entry.id;
      const [a, b] = [
        await create(context, classifications, { parentId }),
        await create(context, classifications, { parentId }),
      ];
      const c = await create(context, classifications, { parentId, order: 0 });
      const order = async () =>
        (await context.admin.ok('listCrmClassifications')).items
          .filter((item) => item.parentId === parentId)
          .sort((one, two) => one.order - two.order)
          .map(({ id }) => id);
      expectSame(
        await order(),
        [c, a, b].map(({ entry }) => entry.id),
        'order after one was put first',
      );
      await context.admin.ok('updateCrmClassification', {
        params: { id: a.entry.id },
        ifMatch: a.entry.version,
        body: { order: 99 },
      });
      expectSame(
        await order(),
        [c, b, a].map(({ entry }) => entry.id),
        'order after one was put last',
      );
    },
  );
  define(
    6,
    'a classification with protocols, or with others below it, is not deleted',
    'domain: a node with protocols is deactivated, never deleted.',
    { needs, severity: 'critical' },
    async (context) => {
      const leaf = await context.leaf();
      await context.open({ classificationId: leaf.id });
      const branch = await create(context, classifications);
      await create(context, classifications, { parentId: branch.entry.id });
      for (const [id, hasProtocols] of [
        [leaf.id, true],
        [branch.entry.id, false],
      ] as const) {
        const stored = await read(context, classifications, id);
        expectSame(stored['hasProtocols'], hasProtocols, 'hasProtocols');
        await context.admin.problem(
          'deleteCrmClassification',
          { params: { id }, ifMatch: stored.version },
          'in_use',
        );
      }
    },
  );
  define(
    7,
    'an unused classification is deleted under its version, and the trail keeps it',
    'contract: deleteCrmClassification.',
    { needs },
    async (context) => {
      const { entry } = await create(context, classifications);
      const params = { id: entry.id };
      await context.admin.problem('deleteCrmClassification', { params }, 'precondition_required');
      await context.admin.problem(
        'deleteCrmClassification',
        { params, ifMatch: entry.version + 5 },
        'version_conflict',
      );
      await context.admin.ok('deleteCrmClassification', { params, ifMatch: entry.version });
      await context.admin.problem('getCrmClassification', { params }, 'not_found');
      const [deleted] = await audit(context, classifications, entry.id);
      expectSame([deleted?.action, deleted?.after], ['deleted', null], 'last record');
    },
  );
  define(
    8,
    'numbers of a classification are within their bounds',
    'contract: deadline 1 to 365, window 0 to 3650.',
    { needs, severity: 'minor' },
    async (context) => {
      const body = await classifications.body(context);
      for (const [name, values] of [
        ['deadlineBusinessDays', [0, 366]],
        ['providerDeadlineBusinessDays', [0, 366]],
        ['reopenWindowDays', [-1, 3651]],
      ] as const)
        for (const value of values)
          await context.admin.issues('createCrmClassification', { body: { ...body, [name]: value } }, [
            `${name}:out_of_range`,
          ]);
    },
  );
  define(
    9,
    'a contact method has one of three modes',
    'contract: contact, return, both.',
    { needs, severity: 'minor' },
    async (context) => {
      const body = { ...(await methods.body(context)), mode: 'telegraph' };
      await context.admin.issues('createCrmContactMethod', { body }, ['mode:invalid_choice']);
    },
  );
  define(
    10,
    'no group manages itself, by whatever way round',
    'contract: cycle.',
    { needs },
    async (context) => {
      const top = await create(context, groups, { managerGroupId: null });
      const below = await create(context, groups, { managerGroupId: top.entry.id });
      for (const managerGroupId of [top.entry.id, below.entry.id])
        await context.admin.issues(
          'updateGroup',
          { params: { id: top.entry.id }, ifMatch: top.entry.version, body: { managerGroupId } },
          ['managerGroupId:cycle'],
        );
      await context.admin.issues(
        'updateGroup',
        { params: { id: top.entry.id }, ifMatch: top.entry.version, body: { managerGroupId: 'none' } },
        ['managerGroupId:not_available'],
      );
    },
  );
  define(
    11,
    'members and classifications of a group are sets of what there is',
    'contract: memberIds, classificationIds.',
    { needs },
    async (context) => {
      const { user } = await context.admin.ok('getSession');
      const { entry } = await create(context, groups, { memberIds: [user.id, user.id] });
      expectSame(entry['memberIds'], [user.id], 'memberIds');
      await context.admin.issues(
        'updateGroup',
        {
          params: { id: entry.id },
          ifMatch: entry.version,
          body: { memberIds: ['none'], classificationIds: ['none'] },
        },
        ['memberIds.0:not_available', 'classificationIds.0:not_available'],
      );
    },
  );
  define(
    12,
    'a classification comes to a group from another, and both say so',
    'contract: those named come to this group from another.',
    { needs },
    async (context) => {
      const first = await context.world.newGroup({}, defer(context));
      const { entry } = await create(context, classifications, { groupId: first.id });
      const second = await context.world.newGroup({ classificationIds: [entry.id] }, defer(context));
      expectSame(second.classificationIds, [entry.id], 'classificationIds of the second');
      expectSame(
        (await context.admin.ok('getGroup', { params: { id: first.id } })).classificationIds,
        [],
        'classificationIds of the first',
      );
      expectSame(
        (await context.admin.ok('getCrmClassification', { params: { id: entry.id } })).group?.id,
        second.id,
        'group of the classification',
      );
    },
  );
  define(
    13,
    'a group that answers for a shown classification is not deactivated',
    'domain: a shown leaf must have an active group.',
    { needs },
    async (context) => {
      const group = await context.world.newGroup({}, defer(context));
      const leaf = await context.leaf({ groupId: group.id });
      const { version } = await context.admin.ok('getGroup', { params: { id: group.id } });
      const update = (body: Fields) => ({ params: { id: group.id }, ifMatch: version, body });
      await context.admin.issues('updateGroup', update({ active: false }), ['active:not_available']);
      await context.admin.issues('updateGroup', update({ classificationIds: [] }), [
        'classificationIds:not_available',
      ]);
      await context.changeClassification(leaf.id, { shownToProviders: false });
      await context.changeGroup(group.id, { active: false });
    },
  );
  define(
    14,
    'a person is registered once for an issuer',
    'contract: already_taken.',
    { needs },
    async (context) => {
      const { body } = await create(context, agents);
      await context.admin.issues('createAgent', { body: { ...body, name: 'Outra' } }, [
        'subject:already_taken',
      ]);
    },
  );
  define(
    15,
    'no admin deactivates or demotes itself',
    'contract: never without an admin.',
    { needs, severity: 'critical' },
    async (context) => {
      const { user } = await context.admin.ok('getSession');
      const { version } = await context.admin.ok('getAgent', { params: { id: user.id } });
      await context.admin.issues(
        'updateAgent',
        { params: { id: user.id }, ifMatch: version, body: { active: false, role: 'agent' } },
        ['active:not_available', 'role:not_available'],
      );
    },
  );
  define(
    16,
    'a provider’s id is registered once, and has the form of a UUID',
    'contract: id is the UUID by which tokens name it.',
    { needs },
    async (context) => {
      const { entry } = await create(context, providers);
      await context.admin.issues('createProvider', { body: { id: entry.id, name: 'Outra', active: true } }, [
        'id:already_taken',
      ]);
      await context.admin.issues('createProvider', { body: { id: 'clinica', name: 'Outra', active: true } }, [
        'id:invalid_format',
      ]);
    },
  );
  define(
    17,
    'providers are found by any part of the name, in pages by name',
    'contract: search: part of the name; accents and case do not matter.',
    { needs },
    async (context) => {
      const word = context.word();
      for (const name of [`Zênite ${word}`, `Ágora ${word} 100%`, `agora ${word} b`])
        await create(context, providers, { name });
      const search = async (text: string) =>
        (await context.admin.ok('listProviders', { query: { search: text } })).items.map(({ name }) => name);
      expectSame(
        await search(word.toUpperCase()),
        [`agora ${word} b`, `Ágora ${word} 100%`, `Zênite ${word}`].sort((a, b) =>
          a.localeCompare(b, 'pt-BR'),
        ),
        'found',
      );
      expectSame(await search(`${word} 100%`), [`Ágora ${word} 100%`], 'found by a part with %');
      expectSame(await search(`${word.slice(0, 5)}_`), [], 'found by a part with _');
      const first = await context.admin.ok('listProviders', { query: { search: word, limit: 2 } });
      const second = await context.admin.ok('listProviders', {
        query: { search: word, limit: 2, cursor: first.nextCursor ?? '' },
      });
      expectSame([first.items.length, second.items.length, second.nextCursor], [2, 1, null], 'pages');
      await context.admin.problem('listProviders', { query: { cursor: 'made-up' } }, 'cursor_invalid');
    },
  );
  define(
    18,
    'agents have the active canned answers of their groups and of all',
    'contract: all that the agent may use; for an admin all there are.',
    { needs: ['a', 'agent', 'otherAgent', 'admin'] },
    async (context) => {
      const { id: groupId } = await context.world.group();
      const [own, general, retired] = [
        await create(context, answers, { groupId }),
        await create(context, answers),
        await create(context, answers, { groupId, active: false }),
      ].map(({ entry }) => entry.id);
      const has = async (person = context.agent) => {
        const ids = new Set((await person.ok('listCannedAnswers')).items.map(({ id }) => id));
        return [own, general, retired].map((id) => ids.has(id ?? ''));
      };
      expectSame(await has(), [true, true, false], 'of the group, of all, retired: for the agent');
      expectSame(
        await has(context.otherAgent),
        [false, true, false],
        'of the group, of all, retired: for the other agent',
      );
      expectSame(
        await has(context.admin),
        [true, true, true],
        'of the group, of all, retired: for the admin',
      );
      await context.otherAgent.problem('getCannedAnswer', { params: { id: own ?? '' } }, 'not_found');
      await context.admin.issues(
        'createCannedAnswer',
        { body: { ...(await answers.body(context)), groupId: 'none' } },
        ['groupId:not_available'],
      );
    },
  );
  define(
    19,
    'a canned answer is deleted under its version',
    'contract: deleteCannedAnswer.',
    { needs },
    async (context) => {
      const { entry } = await create(context, answers);
      const params = { id: entry.id };
      await context.admin.problem('deleteCannedAnswer', { params }, 'precondition_required');
      await context.admin.problem(
        'deleteCannedAnswer',
        { params, ifMatch: entry.version + 5 },
        'version_conflict',
      );
      await context.admin.ok('deleteCannedAnswer', { params, ifMatch: entry.version });
      await context.admin.problem('deleteCannedAnswer', { params, ifMatch: entry.version }, 'not_found');
    },
  );
  define(
    20,
    'national holidays are known, in order',
    'contract: holidays of a year, national ones included.',
    { needs },
    async ({ admin }) => {
      const { items } = await admin.ok('listHolidays', { query: { year: 2026 } });
      const national = items.filter(({ scope }) => scope === 'national');
      expect(
        national.every(({ id }) => id === null),
        'A national holiday has an id',
      );
      const dates = national.map(({ date }) => date);
      // Leis 662/1949, 6.802/1980, 10.607/2002, 14.759/2023, and Good Friday.
      for (const date of [
        '2026-01-01',
        '2026-04-03',
        '2026-04-21',
        '2026-05-01',
        '2026-09-07',
        '2026-10-12',
        '2026-11-02',
        '2026-11-15',
        '2026-11-20',
        '2026-12-25',
      ])
        expect(dates.includes(date), `${date} is no holiday`);
      expectSame(
        items.map(({ date }) => date),
        items.map(({ date }) => date).sort(),
        'order',
      );
    },
  );
  define(
    21,
    'a local holiday comes once or every year, and goes',
    'contract: newHolidaySchema.',
    { needs, exclusive: true },
    async (context) => {
      const add = async (date: string, everyYear: boolean) => {
        const body = { date, name: `Feriado ${context.word()}`, everyYear };
        const holiday = await context.admin.ok('createHoliday', { body });
        context.defer(async () => {
          await context.admin.request('deleteHoliday', { params: { id: holiday.id ?? '' } });
        });
        return holiday;
      };
      const has = async (year: number, name: string) =>
        (await context.admin.ok('listHolidays', { query: { year } })).items.some(
          (item) => item.name === name,
        );
      const [once, yearly] = [await add('2093-03-17', false), await add('2093-03-18', true)];
      expectSame(
        [await has(2093, once.name), await has(2094, once.name)],
        [true, false],
        'once, in 2093 and 2094',
      );
      expectSame(
        [await has(2092, yearly.name), await has(2093, yearly.name), await has(2094, yearly.name)],
        [false, true, true],
        'every year, in 2092, 2093 and 2094',
      );
      await context.admin.issues(
        'createHoliday',
        { body: { date: '2095-03-18', name: 'De novo', everyYear: false } },
        ['date:already_taken'],
      );
      await context.admin.issues(
        'createHoliday',
        { body: { date: '2093-02-30', name: 'Nunca', everyYear: false } },
        ['date:invalid_format'],
      );
      const remove = { params: { id: once.id ?? '' } };
      await context.admin.ok('deleteHoliday', remove);
      await context.admin.problem('deleteHoliday', remove, 'not_found');
      expectSame(await has(2093, once.name), false, 'once, after it was deleted');
    },
  );
  define(
    22,
    'a national holiday is not registered again',
    'contract: already_taken.',
    { needs, severity: 'minor' },
    async ({ admin }) => {
      await admin.issues('createHoliday', { body: { date: '2093-12-25', name: 'Natal', everyYear: true } }, [
        'date:already_taken',
      ]);
    },
  );
  define(
    23,
    'a webhook shows its secret once',
    'contract: createdWebhookSchema: it is shown this once.',
    { needs, severity: 'critical' },
    async (context) => {
      const body = {
        url: `https://hooks.operadora.example/${context.word()}`,
        events: ['protocol.created'],
        active: false,
      };
      const { secret, ...webhook } = await context.admin.ok('createWebhook', { body });
      const params = { id: webhook.id };
      context.defer(async () => {
        await context.admin.request('deleteWebhook', { params, ifMatch: webhook.version });
      });
      expect(secret.startsWith('whsec_') && secret.length > 20, 'The secret does not begin with whsec_');
      const texts = [
        await context.admin.request('getWebhook', { params }),
        await context.admin.request('listWebhooks'),
      ].map(({ text }) => text);
      expect(!texts.some((text) => text.includes(secret)), 'The secret is shown again');
      expectSame(await context.admin.ok('getWebhook', { params }), webhook, 'The webhook as read');
      await context.admin.problem(
        'updateWebhook',
        { params, body: { active: false } },
        'precondition_required',
      );
      const changed = await context.admin.ok('updateWebhook', {
        params,
        ifMatch: webhook.version,
        body: { events: ['message.added', 'status.changed'] },
      });
      expectSame(changed.events.toSorted(), ['message.added', 'status.changed'], 'events');
      await context.admin.ok('deleteWebhook', { params, ifMatch: changed.version });
      await context.admin.problem('getWebhook', { params }, 'not_found');
    },
  );
  define(
    24,
    'a webhook is an address of the Web for known events',
    'contract: newWebhookSchema.',
    { needs, severity: 'minor' },
    async ({ admin }) => {
      const body = { url: 'https://hooks.operadora.example/x', events: ['protocol.created'], active: false };
      await admin.issues('createWebhook', { body: { ...body, url: 'ftp://hooks.operadora.example' } }, [
        'url:invalid_format',
      ]);
      await admin.issues('createWebhook', { body: { ...body, events: [] } }, ['events:required']);
      await admin.issues('createWebhook', { body: { ...body, events: ['everything'] } }, [
        'events.0:invalid_choice',
      ]);
    },
  );
  define(
    25,
    'deliveries are listed, and only a dead one is tried again',
    'contract: retry_not_allowed.',
    { needs },
    async ({ admin }) => {
      const { items } = await admin.ok('listDeliveries', { query: { limit: 5 } });
      for (const { id, state } of items.slice(0, 1))
        if (state === 'delivered')
          await admin.problem('retryDelivery', { params: { id } }, 'retry_not_allowed');
      await admin.problem(
        'retryDelivery',
        { params: { id: '00000000-0000-4000-8000-000000000000' } },
        'not_found',
      );
      await admin.issues('listDeliveries', { query: { state: 'lost' } }, ['state:invalid_choice']);
      await admin.problem('listDeliveries', { query: { cursor: 'made-up' } }, 'cursor_invalid');
    },
  );
  define(
    26,
    'the trail comes newest first, in pages without gap or repetition',
    'contract: a page of the audit trail, newest first.',
    { needs },
    async (context) => {
      const { entry } = await create(context, methods);
      for (const listedInApi of [true, false, true])
        await context.changeContactMethod(entry.id, { listedInApi });
      const query = { entity: 'contact_method', entityId: entry.id };
      const all = await audit(context, methods, entry.id);
      expectSame(
        all.map(({ action }) => action),
        ['updated', 'updated', 'updated', 'created'],
        'actions',
      );
      const first = await context.admin.ok('listAuditRecords', { query: { ...query, limit: 3 } });
      const second = await context.admin.ok('listAuditRecords', {
        query: { ...query, limit: 3, cursor: first.nextCursor ?? '' },
      });
      expectSame([...first.items, ...second.items], all, 'both pages');
      expectSame(second.nextCursor, null, 'nextCursor');
      await context.admin.issues('listAuditRecords', { query: { entity: 'unicorn' } }, [
        'entity:invalid_choice',
      ]);
      await context.admin.problem('listAuditRecords', { query: { cursor: 'made-up' } }, 'cursor_invalid');
    },
  );
  define(
    27,
    'a deactivated provider is no longer let in, and comes back with its situation',
    'contract: situation of a provider.',
    { needs: ['a', 'b', 'admin'], severity: 'critical', exclusive: true },
    async (context) => {
      const { provider } = await context.b.ok('getSession');
      const params = { id: provider?.id ?? '' };
      const setActive = async (active: boolean): Promise<boolean> => {
        const { version } = await context.admin.ok('getProvider', { params });
        await context.admin.ok('updateProvider', { params, ifMatch: version, body: { active } });
        return eventually(async () => ((await context.b.request('listProtocols')).status === 200) === active);
      };
      context.defer(async () => {
        await setActive(true);
      });
      expect(await setActive(false), 'A user of a deactivated provider is still let in after 5 seconds');
      await context.admin.issues(
        'createCrmProtocol',
        { body: { ...(await context.newProtocol()), providerId: params.id } },
        ['providerId:not_available'],
      );
      expect(
        await setActive(true),
        'A user of a provider that was activated again is not let in after 5 seconds',
      );
    },
  );
});
