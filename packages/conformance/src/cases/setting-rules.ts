import { area } from '../conformance-case.ts';
import { expect, expectSame } from '../expect.ts';
import { defineCalendarRules } from './calendar-rules.ts';
import { defineClassificationRules } from './classification-rules.ts';
import { audit, create, kindOf } from './setting-kinds.ts';

/** What single kinds of settings have of their own. */
export const settingRuleCases = area('RULE', 'Rules of the settings', (define) => {
  defineClassificationRules(define);
  defineCalendarRules(define);

  const needs = ['a', 'admin'] as const;
  const methods = kindOf('contact_method');
  const agents = kindOf('agent');
  const providers = kindOf('provider');
  const answers = kindOf('canned_answer');

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
        return context.eventually(
          async () => ((await context.b.request('listProtocols')).status === 200) === active,
        );
      };
      context.defer(async () => {
        await setActive(true);
      });
      expect(await setActive(false), 'A user of a deactivated provider is still let in after a while');
      await context.admin.issues(
        'createCrmProtocol',
        { body: { ...(await context.newProtocol()), providerId: params.id } },
        ['providerId:not_available'],
      );
      expect(
        await setActive(true),
        'A user of a provider that was activated again is not let in after a while',
      );
    },
  );
});
