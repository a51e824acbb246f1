import { ApiError, ConnectionError, VersionConflictError } from '@fale-conosco/sdk';
import { TestHost } from '@fale-conosco/ui/testing';
import { expect } from '@open-wc/testing';
import { EntityDraft } from './entity-draft.ts';

interface Group {
  id: string;
  version: number;
  name: string;
  phone: string;
}
type Input = Pick<Group, 'name' | 'phone'>;

const stored: Group = { id: 'g1', version: 1, name: 'Contas', phone: '1111' };

/** A draft of the stored group, and what others have saved meanwhile. */
const scene = () => {
  const server = { group: stored };
  const draft = new EntityDraft<Group, Input>(
    new TestHost(),
    {
      inputOf: ({ name, phone }) => ({ name, phone }),
      check: () => [],
      create: async (input) => ({ ...stored, ...input }),
      retrieve: async () => server.group,
      update: async (_id, changes, { version }) => {
        if (version !== server.group.version)
          throw new VersionConflictError({ status: 412, code: 'version_conflict' });
        server.group = { ...server.group, ...changes, version: version + 1 };
        return server.group;
      },
    },
    { name: '', phone: '' },
  );
  draft.open(stored);
  /** Somebody else saves, and the draft hears of it. */
  const others = (changes: Partial<Input>): void => {
    server.group = { ...server.group, ...changes, version: server.group.version + 1 };
    draft.refresh(server.group);
  };
  return { draft, server, others };
};

describe('EntityDraft', () => {
  it('merges what others change in other fields', async () => {
    const { draft, server, others } = scene();
    draft.set('name', 'Contas médicas');
    others({ phone: '2222' });
    expect(draft.values).to.deep.equal({ name: 'Contas médicas', phone: '2222' });
    expect([draft.conflicts, draft.changedByOthers]).to.deep.equal([[], true]);
    await draft.save();
    expect(server.group).to.include({ name: 'Contas médicas', phone: '2222' });
  });

  it('keeps a conflict open, however often the entry is read again, until it is decided', () => {
    const { draft, others } = scene();
    draft.set('name', 'Contas médicas');
    others({ name: 'Contas hospitalares' });
    expect(draft.conflicts).to.deep.equal(['name']);
    others({ phone: '2222' });
    others({ phone: '3333' });
    expect(draft.conflicts).to.deep.equal(['name']);
    expect(draft.values).to.deep.equal({ name: 'Contas médicas', phone: '3333' });
    draft.takeTheirs();
    expect([draft.values.name, draft.conflicts]).to.deep.equal(['Contas hospitalares', []]);
  });

  it('has no conflict where others saved the same', () => {
    const { draft, others } = scene();
    draft.set('name', 'Contas médicas');
    others({ name: 'Contas hospitalares' });
    others({ name: 'Contas médicas' });
    expect([draft.conflicts, draft.dirty]).to.deep.equal([[], false]);
  });

  it('saves over others only when told so', async () => {
    const { draft, server } = scene();
    server.group = { ...stored, name: 'Contas hospitalares', version: 2 };
    draft.set('name', 'Contas médicas');
    expect(await draft.save()).to.equal(undefined);
    expect(draft.conflicts).to.deep.equal(['name']);
    expect(draft.theirs.name).to.equal('Contas hospitalares');
    expect((await draft.saveMine())?.name).to.equal('Contas médicas');
    expect([draft.dirty, draft.conflicts]).to.deep.equal([false, []]);
  });

  it('takes no older answer for news', () => {
    const { draft, others } = scene();
    others({ name: 'Contas hospitalares' });
    draft.refresh(stored);
    expect(draft.values.name).to.equal('Contas hospitalares');
  });

  it('saves what was typed after a lost response as a change of the entry that had been made', async () => {
    const made = new Map<string | undefined, { text: string; entry: Group }>();
    let isLost = true;
    let group = stored;
    const draft = new EntityDraft<Group, Input>(
      new TestHost(),
      {
        inputOf: ({ name, phone }) => ({ name, phone }),
        check: () => [],
        create: async (input, { idempotencyKey }) => {
          const text = JSON.stringify(input);
          const known = made.get(idempotencyKey);
          if (known && known.text !== text)
            throw new ApiError({ status: 422, code: 'idempotency_key_reused' });
          group = known?.entry ?? { ...stored, ...input };
          made.set(idempotencyKey, { text, entry: group });
          if (!isLost) return group;
          isLost = false;
          throw new ConnectionError('lost');
        },
        retrieve: async () => group,
        update: async (_id, changes, { version }) => {
          group = { ...group, ...changes, version: (version ?? 0) + 1 };
          return group;
        },
      },
      { name: '', phone: '' },
    );
    draft.set('name', 'Contas');
    expect(await draft.save()).to.equal(undefined);
    draft.set('name', 'Contas médicas');
    expect(await draft.save()).to.include({ name: 'Contas médicas', version: 2 });
    expect([made.size, draft.error, draft.dirty]).to.deep.equal([1, undefined, false]);
  });
});
