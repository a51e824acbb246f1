import type { Classification } from '@fale-conosco/contract';
import { area } from '../conformance-case.ts';
import type { CaseContext } from '../context.ts';
import { expect, expectSame } from '../expect.ts';
import { requireBelowCap } from './counts.ts';

const offered = async (context: CaseContext, id: string): Promise<Classification | undefined> =>
  (await context.a.ok('listClassifications')).items.find((item) => item.id === id);

const offersMethod = async (context: CaseContext, id: string): Promise<boolean> =>
  (await context.a.ok('listContactMethods')).items.some((item) => item.id === id);

/** Whether the list and the protocol's own address show it to the provider; they must agree. */
const isVisible = async (context: CaseContext, number: string): Promise<boolean> => {
  const { items } = await context.a.ok('listProtocols', { query: { search: number } });
  const listed = items.some((item) => item.number === number);
  const { status } = await context.a.request('getProtocol', { params: { number } });
  expectSame(status === 200, listed, `Whether ${number} is read, as it is listed`);
  return listed;
};

/** What the operator shows to providers and releases for them. */
export const visibilityCases = area('VIS', 'Visibility, release of replies, and the catalogue', (define) => {
  define(
    1,
    'every node of the tree has its parent in it',
    'GET /v1/classifications: flat; parentId makes the tree.',
    {},
    async ({ a }) => {
      const { items } = await a.ok('listClassifications');
      const ids = new Set(items.map(({ id }) => id));
      expect(
        items.every(({ parentId }) => parentId === null || ids.has(parentId)),
        'A node has a parent that is not in the tree',
      );
    },
  );
  define(2, 'only last levels can be chosen', 'domain: only a leaf can be chosen.', {}, async ({ a }) => {
    const { items } = await a.ok('listClassifications');
    const parents = new Set(items.map(({ parentId }) => parentId));
    for (const { id, name, selectable } of items)
      expectSame(selectable, !parents.has(id), `selectable of "${name}"`);
  });
  define(
    3,
    'two providers are offered the same tree',
    'domain: the tree holds what the CRM shows to providers.',
    { needs: ['a', 'b'] },
    async ({ a, b }) => {
      expectSame(
        (await b.ok('listClassifications')).items.map(({ id }) => id),
        (await a.ok('listClassifications')).items.map(({ id }) => id),
        'classifications',
      );
    },
  );
  define(
    4,
    'siblings come in their order',
    'contract: order: position among its siblings, ascending.',
    { severity: 'minor' },
    async ({ a }) => {
      const { items } = await a.ok('listClassifications');
      const last = new Map<string | null, number>();
      for (const { parentId, order, name } of items) {
        expect(order >= (last.get(parentId) ?? -1), `"${name}" comes before a sibling of a lower order`);
        last.set(parentId, order);
      }
    },
  );
  define(
    5,
    'a new shown leaf is offered with its texts and its deadline',
    'domain: shown to providers; default text, help text, deadline.',
    { needs: ['a', 'admin'] },
    async (context) => {
      const leaf = await context.leaf({
        defaultText: 'Lote:\nGuia:',
        helpText: 'Anexe a guia.',
        deadlineBusinessDays: 7,
      });
      const found = await offered(context, leaf.id);
      expectSame(
        [
          found?.selectable,
          found?.defaultText,
          found?.helpText,
          found?.deadlineBusinessDays,
          found?.attachmentRequired,
        ],
        [true, 'Lote:\nGuia:', 'Anexe a guia.', 7, false],
        'selectable, defaultText, helpText, deadlineBusinessDays, attachmentRequired',
      );
    },
  );
  define(
    6,
    'Exibe no Fale conosco? off: the classification cannot be chosen',
    'domain: not shown to providers: a provider cannot choose the classification.',
    { needs: ['a', 'admin'], severity: 'critical' },
    async (context) => {
      const leaf = await context.leaf({ shownToProviders: false });
      expectSame(await offered(context, leaf.id), undefined, 'The hidden leaf in the tree');
      await context.a.issues(
        'createProtocol',
        { body: await context.newProtocol({ classificationId: leaf.id }) },
        ['classificationId:not_available'],
      );
    },
  );
  define(
    7,
    'Exibe no Fale conosco? off: its protocols are not shown; on again: the same are',
    'domain: shown to providers; turning a switch off never deletes anything.',
    { needs: ['a', 'admin'], severity: 'critical' },
    async (context) => {
      const leaf = await context.leaf();
      const { number } = await context.open({ classificationId: leaf.id });
      const before = await context.read(number);
      await context.changeClassification(leaf.id, { shownToProviders: false });
      expectSame(await isVisible(context, number), false, 'Shown while the switch is off');
      await context.changeClassification(leaf.id, { shownToProviders: true });
      expectSame(await isVisible(context, number), true, 'Shown when it is on again');
      expectSame(await context.read(number), before, 'The protocol when the switch is on again');
    },
  );
  define(
    8,
    'Exibe no Fale conosco? off: every address of the protocol answers not found',
    'domain: all three switches are enforced by the server.',
    { needs: ['a', 'agent', 'admin'], severity: 'critical' },
    async (context) => {
      const leaf = await context.leaf();
      const file = await context.file('conteúdo');
      const { number } = await context.open({ classificationId: leaf.id, attachmentIds: [file.id] });
      await context.changeClassification(leaf.id, { shownToProviders: false });
      const params = { number };
      await context.a.problem('getProtocol', { params }, 'not_found');
      await context.a.problem('listMessages', { params }, 'not_found');
      await context.a.problem(
        'createMessage',
        { params, body: { body: 'x', attachmentIds: [] } },
        'not_found',
      );
      await context.a.problem('putReadMarker', { params, body: { sequence: 1 } }, 'not_found');
      await context.a.problem('cancelProtocol', { params, body: {} }, 'not_found');
      await context.a.problem('getReceipt', { params }, 'not_found');
      await context.a.problem('getAttachment', { params: { id: file.id } }, 'not_found');
      await context.a.problem('getAttachmentContent', { params: { id: file.id } }, 'not_found');
      expectSame(
        (await context.agent.ok('getCrmProtocol', { params })).visibleToProvider,
        false,
        'visibleToProvider',
      );
    },
  );
  define(
    9,
    'a branch is offered while it leads to a shown leaf',
    'domain: a branch shows while it has a shown leaf.',
    { needs: ['a', 'admin'] },
    async (context) => {
      const branch = await context.leaf();
      const leaf = await context.leaf({ parentId: branch.id });
      expectSame((await offered(context, branch.id))?.selectable, false, 'selectable of the branch');
      await context.changeClassification(leaf.id, { shownToProviders: false });
      expectSame(await offered(context, branch.id), undefined, 'The branch without a shown leaf');
      await context.changeClassification(leaf.id, { shownToProviders: true });
      expect(await offered(context, branch.id), 'The branch is not offered again');
    },
  );
  define(
    10,
    'nothing below an inactive branch is offered',
    'domain: situation of the classification.',
    { needs: ['a', 'admin'] },
    async (context) => {
      const branch = await context.leaf();
      const leaf = await context.leaf({ parentId: branch.id });
      await context.changeClassification(branch.id, { active: false });
      expectSame(await offered(context, leaf.id), undefined, 'The leaf below an inactive branch');
      await context.a.issues(
        'createProtocol',
        { body: await context.newProtocol({ classificationId: leaf.id }) },
        ['classificationId:not_available'],
      );
    },
  );
  define(
    11,
    'a deactivated classification cannot be chosen, and still shows its old protocols',
    'domain: a node with protocols is deactivated, never deleted.',
    { needs: ['a', 'admin'] },
    async (context) => {
      const leaf = await context.leaf();
      const { number } = await context.open({ classificationId: leaf.id });
      await context.changeClassification(leaf.id, { active: false });
      expectSame(await offered(context, leaf.id), undefined, 'The inactive leaf in the tree');
      expectSame(await isVisible(context, number), true, 'Shown after the deactivation');
    },
  );
  define(
    12,
    'a protocol keeps the path of its day when the classification is renamed',
    'domain: a protocol keeps the path as it read on the day.',
    { needs: ['a', 'admin'] },
    async (context) => {
      const leaf = await context.leaf();
      const { number, classification } = await context.open({ classificationId: leaf.id });
      await context.changeClassification(leaf.id, { name: `Outro nome ${context.word()}` });
      expectSame((await context.read(number)).classification.path, classification.path, 'path');
    },
  );
  define(
    13,
    'the form offers active methods of contact with Fale Conosco on',
    'domain: active, of mode contato or ambas, with Fale Conosco on.',
    { needs: ['a', 'admin'] },
    async (context) => {
      const method = (changes: Record<string, unknown>) =>
        context.world.contactMethod(changes, (undo) => context.defer(undo));
      const [contact, both] = [
        await method({ mode: 'contact' }),
        await method({ mode: 'both', receivesComplaints: true }),
      ];
      const [returns, off, inactive] = [
        await method({ mode: 'return' }),
        await method({ faleConosco: false }),
        await method({ active: false }),
      ];
      for (const { id } of [contact, both])
        expect(await offersMethod(context, id), 'An offered method is not in the list');
      for (const { id, description } of [returns, off, inactive]) {
        expect(!(await offersMethod(context, id)), `The form offers "${description}"`);
        await context.a.issues(
          'createProtocol',
          { body: await context.newProtocol({ contactMethodId: id }) },
          ['contactMethodId:not_available'],
        );
      }
    },
  );
  define(
    14,
    'Fale Conosco off: protocols of the method are not shown; on again: the same are',
    'domain: not offered in Fale Conosco: a protocol registered by that method is not listed to providers.',
    { needs: ['a', 'admin'], severity: 'critical' },
    async (context) => {
      const { id } = await context.world.contactMethod({}, (undo) => context.defer(undo));
      const { number } = await context.open({ contactMethodId: id });
      const before = await context.read(number);
      await context.changeContactMethod(id, { faleConosco: false });
      expectSame(await isVisible(context, number), false, 'Shown while the switch is off');
      await context.changeContactMethod(id, { faleConosco: true });
      expectSame(await context.read(number), before, 'The protocol when the switch is on again');
      expectSame(await isVisible(context, number), true, 'Listed when the switch is on again');
    },
  );
  define(
    15,
    'a deactivated method still shows its old protocols',
    'domain: a method is offered by Fale Conosco, not by its situation.',
    { needs: ['a', 'admin'] },
    async (context) => {
      const { id } = await context.world.contactMethod({}, (undo) => context.defer(undo));
      const { number } = await context.open({ contactMethodId: id });
      await context.changeContactMethod(id, { active: false });
      expectSame(await isVisible(context, number), true, 'Shown after the deactivation');
    },
  );
  define(
    16,
    'hidden protocols are not counted',
    'domain: visibility: a protocol that is not shown is in no count.',
    { needs: ['a', 'admin'], severity: 'critical', exclusive: true },
    async (context) => {
      const leaf = await context.leaf();
      await context.open({ classificationId: leaf.id });
      const before = await context.a.ok('countProtocols');
      await context.changeClassification(leaf.id, { shownToProviders: false });
      const after = await context.a.ok('countProtocols');
      requireBelowCap(before);
      expectSame([after.all, after.open], [before.all - 1, before.open - 1], 'all and open');
    },
  );
  define(
    17,
    'no method released for the Web: providers read threads and cannot reply, and the thread says why',
    'domain: no method released for the web: providers see threads but cannot reply; the thread says why.',
    { needs: ['a', 'admin'], severity: 'critical', exclusive: true },
    async (context) => {
      const { number } = await context.open();
      const { items } = await context.admin.ok('listCrmContactMethods');
      const released = items.filter(
        ({ active, mode, releasedForWeb }) => active && releasedForWeb && mode !== 'contact',
      );
      for (const { id } of released) {
        context.defer(async () => {
          await context.changeContactMethod(id, { releasedForWeb: true });
        });
        await context.changeContactMethod(id, { releasedForWeb: false });
      }
      const blocked = await context.read(number);
      expectSame(
        [blocked.canReply, blocked.replyBlockedReason],
        [false, 'no_return_method'],
        'canReply and its reason',
      );
      const body = { body: 'Complemento.', attachmentIds: [] };
      await context.a.problem('createMessage', { params: { number }, body }, 'reply_not_allowed');
      await context.a.ok('listMessages', { params: { number } });
      // Of mode contact it is no method of return, and inactive it is none at all.
      await context.world.contactMethod({ mode: 'contact', releasedForWeb: true }, (undo) =>
        context.defer(undo),
      );
      await context.world.contactMethod({ mode: 'return', releasedForWeb: true, active: false }, (undo) =>
        context.defer(undo),
      );
      expectSame((await context.read(number)).canReply, false, 'canReply with methods that do not count');
      await context.world.contactMethod(
        { mode: 'return', faleConosco: false, releasedForWeb: true },
        (undo) => context.defer(undo),
      );
      const free = await context.read(number);
      expectSame(
        [free.canReply, free.replyBlockedReason],
        [true, null],
        'canReply with one released method of return',
      );
      await context.a.ok('createMessage', { params: { number }, body });
    },
  );
  define(
    18,
    'what the operator opens of what is not shown stays out of the provider’s list',
    'domain, provider 5: protocols that the operator opened, where the classification and the method are shown.',
    { needs: ['a', 'agent', 'admin'], severity: 'critical' },
    async (context) => {
      const { provider } = await context.a.ok('getSession');
      const method = await context.world.contactMethod({ faleConosco: false }, (undo) => context.defer(undo));
      const body = {
        ...(await context.newProtocol({ contactMethodId: method.id })),
        providerId: provider?.id,
      };
      const { number, visibleToProvider } = await context.agent.ok('createCrmProtocol', { body });
      expectSame(visibleToProvider, false, 'visibleToProvider');
      expectSame(await isVisible(context, number), false, 'Shown to the provider');
    },
  );
});
