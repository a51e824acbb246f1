import { randomUUID } from 'node:crypto';
import { fillPath, type OperationId, type Route, routes } from '@fale-conosco/contract';
import { authorisationTable, newEntries, type Row } from './authorisation-table.ts';
import { type Actor, type ActorName, actors, type Owner, type World } from './authorisation-world.ts';

/** What an actor asks for: its own, somebody else's, nothing that is there; `any` where the operation names nothing. */
export type Target = 'own' | 'foreign' | 'nonexistent' | 'any';

/** One request of the matrix and its response. */
export interface Cell {
  operation: OperationId;
  actor: ActorName;
  target: Target;
  expected: number;
  status: number;
  /** All of the response that may not differ between what is foreign and what does not exist. */
  comparable: string;
  /** Owners whose protocols the response tells of. */
  tellsOf: Owner[];
}

const HEADERS_THAT_DIFFER = /^(date|x-request-id|x-ratelimit.*|keep-alive|connection)$/;

const mayDo = ({ may }: Row, { side }: Actor): boolean =>
  may === 'anybody' || (may === 'operator' ? side !== 'provider' : may === side);

const expectedStatus = (row: Row, route: Route, actor: Actor, target: Target): number => {
  if (actor.refused) return actor.refused;
  if (!mayDo(row, actor)) return 403;
  return target === 'own' || target === 'any' ? (row.own ?? route.status) : (row.missing ?? 404);
};

const nothing = (row: Row): string =>
  row.owned === 'protocol' ? '34665920200101000001' : row.entry === 'deliveries' ? '999999999' : randomUUID();

/** A delivery that was given up, so that it can be retried. */
const deadDelivery = async ({ harness }: World): Promise<string> => {
  const { id } = await harness.db
    .insertInto('deliveries')
    .values({
      ...{ kind: 'email', topic: 'protocol.created', recipient: 'a@b.test', webhook_id: null },
      ...{ protocol_id: null, payload: '{}', state: 'dead', next_attempt_at: null, last_error: 'x' },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return String(id);
};

const newEntry = async (world: World, kind: NonNullable<Row['entry']>): Promise<string> => {
  if (kind === 'deliveries') return deadDelivery(world);
  const response = await world.call('admin', 'POST', `/v1/crm/${kind}`, {
    body: newEntries[kind](),
  });
  if (response.status !== 201) throw new Error(`New entry of ${kind}: ${response.status} ${response.text}`);
  return (response.json as { id: string }).id;
};

const newOwned = async (
  world: World,
  kind: NonNullable<Row['owned']>,
  owner: Owner,
  uploader: ActorName,
): Promise<string> => {
  if (kind === 'upload') return world.upload(uploader);
  return kind === 'leaf' ? world.leaf(owner) : world[kind](owner);
};

/** Somebody whose uploads are not the actor's. */
const someoneElse = (actor: ActorName): ActorName =>
  actor === 'owner at A' ? 'colleague at A' : 'owner at A';

/** What an actor is asked to act on, made afresh. */
const newTarget = async (
  world: World,
  row: Row,
  name: ActorName,
  target: 'own' | 'foreign',
): Promise<string> => {
  if (row.entry) return newEntry(world, row.entry);
  if (!row.owned) return '';
  const { sees }: Actor = actors[name];
  const own = sees[0] ?? 'a';
  const foreign = own === 'a' ? 'b' : 'a';
  return target === 'own'
    ? newOwned(world, row.owned, own, name)
    : newOwned(world, row.owned, foreign, someoneElse(name));
};

/** A stream does not end by itself: of a good one the head is all that is read. */
const openStream = async ({ harness, token }: World, actor: ActorName) => {
  const bearer = await token(actor);
  const stop = new AbortController();
  const response = await harness.app.inject({
    method: 'GET',
    url: '/v1/events',
    headers: { ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }) },
    payloadAsStream: true,
    signal: stop.signal,
  });
  response.stream().on('error', () => undefined);
  stop.abort();
  return { status: response.statusCode, headers: response.headers, text: '', json: undefined };
};

const ask = (world: World, operation: OperationId, actor: ActorName, target: string) => {
  if (operation === 'streamEvents') return openStream(world, actor);
  const { method, path }: Route = routes[operation];
  const { body: bodyOf, headers = {} } = authorisationTable[operation];
  const body = bodyOf?.(world, target);
  const url = fillPath(path, { number: target, id: target });
  return world.call(actor, method, url, { headers, ...(body !== undefined && { body }) });
};

const targetsOf = (row: Row, { sees, refused }: Actor): Target[] => {
  if (row.entry) return ['own', 'nonexistent'];
  if (!row.owned) return ['any'];
  // An admin sees every protocol, and nobody else's uploads.
  const everything = sees.length === 2 && row.owned !== 'upload';
  return [...(refused ? [] : ['own' as const]), ...(everything ? [] : ['foreign' as const]), 'nonexistent'];
};

const cellOf = async (
  world: World,
  operation: OperationId,
  name: ActorName,
  target: Target,
): Promise<Cell> => {
  const row = authorisationTable[operation];
  const actor: Actor = actors[name];
  const named =
    target === 'any'
      ? ''
      : target === 'nonexistent'
        ? nothing(row)
        : await newTarget(world, row, name, target);
  const response = await ask(world, operation, name, named);
  const { status, headers, text } = response;
  const kept = Object.entries(headers).filter(([header]) => !HEADERS_THAT_DIFFER.test(header));
  const { requestId } = (response.json ?? {}) as { requestId?: string };
  const id = requestId ?? String(headers['x-request-id']);
  return {
    operation,
    actor: name,
    target,
    expected: expectedStatus(row, routes[operation], actor, target),
    status,
    comparable: JSON.stringify([status, kept.sort(), text.replaceAll(id, '')]),
    tellsOf: world.ownersNamedIn(text),
  };
};

/** Asks for one operation as everybody, for everything: its part of the matrix. */
export const cellsOf = async (world: World, operation: OperationId): Promise<Cell[]> => {
  const row = authorisationTable[operation];
  const cells = await Promise.all(
    (Object.keys(actors) as ActorName[]).map(async (name) => {
      const own: Cell[] = [];
      // One after another: what the responses of one actor are compared by must not depend on its own other requests.
      for (const target of targetsOf(row, actors[name]))
        own.push(await cellOf(world, operation, name, target));
      return own;
    }),
  );
  return cells.flat();
};

/** Who was told of protocols that are none of theirs. */
export const leakingActors = (cells: readonly Cell[]): ActorName[] =>
  cells
    .filter(({ actor, tellsOf }) => tellsOf.some((owner) => !(actors[actor] as Actor).sees.includes(owner)))
    .map(({ actor }) => actor);

/** Whom the responses of an operation tell what is foreign from what does not exist, or from what it may not do at all. */
export const tellingActors = (cells: readonly Cell[]): ActorName[] => {
  const answered = (actor: ActorName, target: Target) =>
    cells.find((cell) => cell.actor === actor && cell.target === target);
  return (Object.keys(actors) as ActorName[]).filter((actor) => {
    const missing = answered(actor, 'nonexistent');
    const foreign = answered(actor, 'foreign') ?? answered(actor, 'own');
    const alike = answered(actor, 'foreign') !== undefined || foreign?.expected === missing?.expected;
    return alike && foreign?.comparable !== missing?.comparable;
  });
};
