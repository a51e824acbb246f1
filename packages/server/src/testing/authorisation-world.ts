import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { fixture, TEST_ISSUER } from './fixture.ts';
import type { CallOptions, CallResponse, Harness, Person, TokenOptions } from './harness.ts';

/** Whose a protocol is: `a` is provider A's in Faturamento, `b` is provider B's in Auditoria médica. */
export type Owner = 'a' | 'b';

/** Somebody who asks. */
export interface Actor {
  side: 'provider' | 'agent' | 'admin';
  /** Status of the refusal, whatever is asked. */
  refused?: 401 | 403;
  /** Null: without a token. */
  person: Person | null;
  token?: TokenOptions;
  /** Whose protocols it sees. */
  sees: readonly Owner[];
}

/** Groups, and a leaf of Auditoria médica that providers are shown, that the fixture lacks. */
const ids = {
  auditLeaf: '00000000-0000-4000-8000-0000000000c9',
  managers: '00000000-0000-4000-8000-0000000000f8',
  /** Nobody is in it. */
  archive: '00000000-0000-4000-8000-0000000000f9',
  supervisor: '00000000-0000-4000-8000-0000000000e8',
  formerAgent: '00000000-0000-4000-8000-0000000000e9',
  closedProvider: '00000000-0000-4000-8000-00000000000e',
} as const;

/** Everybody who asks. Those whom the token already gives away come first. */
export const actors = {
  anonymous: { side: 'provider', refused: 401, person: null, sees: [] },
  'expired token': {
    side: 'admin',
    refused: 401,
    person: 'admin',
    token: { issuedSecondsAgo: 700 },
    sees: [],
  },
  'token for another service': {
    ...{ side: 'admin', refused: 401, person: 'admin', token: { audience: 'another-service' }, sees: [] },
  },
  'token of another issuer': {
    ...{ side: 'admin', refused: 401, person: 'admin', token: { issuer: 'https://another.test' }, sees: [] },
  },
  'deactivated agent': {
    ...{ side: 'agent', refused: 401, person: 'fabio', token: { subject: 'former' }, sees: [] },
  },
  'unregistered agent': {
    ...{ side: 'agent', refused: 401, person: 'fabio', token: { subject: 'nobody' }, sees: [] },
  },
  'user of a deactivated provider': {
    side: 'provider',
    refused: 403,
    person: 'carla',
    token: { subject: 'eva', claims: { fc_provider: ids.closedProvider } },
    sees: [],
  },
  'user of B who names A': {
    side: 'provider',
    refused: 403,
    person: 'carla',
    token: { claims: { fc_provider: fixture.providerA } },
    sees: [],
  },
  'agent who claims to be an admin': {
    side: 'agent',
    person: 'aline',
    token: { claims: { fc_role: 'admin' } },
    sees: ['b'],
  },
  'owner at A': { side: 'provider', person: 'ana', sees: ['a'] },
  'colleague at A': { side: 'provider', person: 'bruno', sees: ['a'] },
  'user of B': { side: 'provider', person: 'carla', sees: ['b'] },
  'agent of the group': { side: 'agent', person: 'fabio', sees: ['a'] },
  'agent of another group': { side: 'agent', person: 'aline', sees: ['b'] },
  'supervisor of the group': {
    ...{ side: 'agent', person: 'fabio', token: { subject: 'supervisor' }, sees: ['a'] },
  },
  admin: { side: 'admin', person: 'admin', sees: ['a', 'b'] },
} as const satisfies Record<string, Actor>;
/** The name of somebody who asks. */
export type ActorName = keyof typeof actors;

/** What each protocol holds that nobody else may read: its first message, and who wrote it. */
const canary: Record<Owner, string> = { a: 'canario-alfa-7731', b: 'canario-beta-2294' };

const openers: Record<Owner, { person: Person; leaf: string }> = {
  a: { person: 'ana', leaf: fixture.glosa },
  b: { person: 'carla', leaf: ids.auditLeaf },
};

const tus = { 'tus-resumable': '1.0.0' };
const FILE = 'canário';

/** The data that the matrix is run on, and calls into the application. */
export interface World {
  ids: typeof ids;
  harness: Harness;
  call: (actor: ActorName, method: string, url: string, options?: CallOptions) => Promise<CallResponse>;
  /** The bearer token of an actor; undefined: none. */
  token: (actor: ActorName) => Promise<string | undefined>;
  /** A new protocol. @returns its number */
  protocol: (owner: Owner) => Promise<string>;
  /** A file of a new protocol's first message. @returns its id */
  attachment: (owner: Owner) => Promise<string>;
  /** An upload that has just begun. @returns its id */
  upload: (actor: ActorName) => Promise<string>;
  leaf: (owner: Owner) => string;
  /** Which protocols a text tells of, by their numbers and by what only they hold. */
  ownersNamedIn: (text: string) => Owner[];
}

/** Writes what the matrix needs beyond the fixture. */
export const createAuthorisationWorld = async (harness: Harness): Promise<World> => {
  await sql`insert into providers (id, name, active) values (${ids.closedProvider}, 'Clínica E', false)`.execute(
    harness.db,
  );
  await sql`insert into groups (id, name) values (${ids.managers}, 'Gestão'), (${ids.archive}, 'Arquivo')`.execute(
    harness.db,
  );
  await sql`update groups set manager_group_id = ${ids.managers} where id = ${fixture.billing}`.execute(
    harness.db,
  );
  await sql`insert into agents (id, issuer, subject, name, role, active) values
    (${ids.supervisor}, ${TEST_ISSUER}, 'supervisor', 'Sônia Leal', 'agent', true),
    (${ids.formerAgent}, ${TEST_ISSUER}, 'former', 'Raul Dias', 'agent', false)`.execute(harness.db);
  await sql`insert into group_members (group_id, agent_id)
    values (${ids.managers}, ${ids.supervisor}), (${fixture.billing}, ${ids.formerAgent})`.execute(
    harness.db,
  );
  await sql`insert into classifications (id, parent_id, name, position, active, group_id, shown_to_providers)
    values (${ids.auditLeaf}, ${fixture.branch}, 'Auditoria', 9, true, ${fixture.audit}, true)`.execute(
    harness.db,
  );

  const tokens = new Map<ActorName, Promise<string>>();
  const token = async (name: ActorName): Promise<string | undefined> => {
    const actor: Actor = actors[name];
    if (actor.person === null) return undefined;
    const known = tokens.get(name) ?? harness.token(actor.person, actor.token);
    tokens.set(name, known);
    return known;
  };
  const call: World['call'] = async (actor, method, url, options = {}) => {
    const bearer = await token(actor);
    return harness.call(null, method, url, { ...options, ...(bearer !== undefined && { token: bearer }) });
  };
  const ownerOf = new Map<string, Owner>();
  const opener: Record<Owner, ActorName> = { a: 'owner at A', b: 'user of B' };
  // Carla must be known as a user of B before her token names A.
  await call('user of B', 'GET', '/v1/session');

  const protocol = async (owner: Owner, attachmentIds: string[] = []): Promise<string> => {
    const number = await harness.openProtocol(
      {
        ...{ classificationId: openers[owner].leaf, message: canary[owner], contactPerson: canary[owner] },
        attachmentIds,
      },
      openers[owner].person,
    );
    ownerOf.set(number, owner);
    return number;
  };
  const beginUpload = async (actor: ActorName, text: string, fileName: string): Promise<string> => {
    const metadata = `filename ${Buffer.from(fileName).toString('base64')}`;
    const headers = { ...tus, 'upload-length': String(Buffer.byteLength(text)), 'upload-metadata': metadata };
    const { headers: answered } = await call(actor, 'POST', '/v1/uploads', { headers });
    return String(answered['location']).split('/').at(-1) ?? '';
  };
  return {
    ids,
    harness,
    call,
    token,
    protocol: (owner) => protocol(owner),
    attachment: async (owner) => {
      const id = await beginUpload(opener[owner], FILE, `${canary[owner]}.txt`);
      await call(opener[owner], 'PATCH', `/v1/uploads/${id}`, {
        headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
        body: FILE,
      });
      await protocol(owner, [id]);
      return id;
    },
    upload: (actor) => beginUpload(actor, 'x', `${randomUUID()}.txt`),
    leaf: (owner) => openers[owner].leaf,
    ownersNamedIn: (text) => {
      const named = (text.match(/(?<!\d)\d{20}(?!\d)/g) ?? []).flatMap((number) => ownerOf.get(number) ?? []);
      return (['a', 'b'] as const).filter((owner) => named.includes(owner) || text.includes(canary[owner]));
    },
  };
};
