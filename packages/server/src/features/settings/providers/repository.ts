import type { NewProvider, Provider, ProviderListQuery, ProviderPage } from '@fale-conosco/contract';
import { sql } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';
import { isUuid } from '../../../database/uuid.ts';
import { ProblemError } from '../../../http/problem.ts';
import { alphabetical } from '../shared/alphabetical.ts';
import type { SettingsEntity } from '../shared/entity.ts';

const select = (tx: Tx) => tx.selectFrom('providers').select(['id', 'name', 'active', 'version']);

/** A page goes on after a provider; where that is, its name says now. */
const encodeCursor = ({ id }: Provider): string => Buffer.from(`providers ${id}`).toString('base64url');
const decodeCursor = (cursor: string): string => {
  const [list, id = '', ...rest] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (list !== 'providers' || !isUuid(id) || rest.length > 0) throw new ProblemError('cursor_invalid');
  return id;
};

/** One page of the providers, by name. */
export const readProviders = async (
  tx: Tx,
  { search, cursor, limit }: ProviderListQuery & { limit: number },
): Promise<ProviderPage> => {
  const name = alphabetical('name');
  let query = select(tx)
    .orderBy(name)
    .orderBy('id')
    .limit(limit + 1);
  if (search !== undefined)
    query = query.where(sql<boolean>`strpos(${name}, lower(unaccent(${search.trim()}))) > 0`);
  if (cursor !== undefined) {
    const last = await findProvider(tx, decodeCursor(cursor));
    if (!last) throw new ProblemError('cursor_invalid');
    query = query.where(sql<boolean>`(${name}, id) > (lower(unaccent(${last.name})), ${last.id}::uuid)`);
  }
  const rows = await query.execute();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(last) : null };
};

/** One provider. */
export const findProvider = async (tx: Tx, id: string) =>
  isUuid(id) ? select(tx).where('id', '=', id).executeTakeFirst() : undefined;

/** The providers, by the ids that their portals' tokens name them with. */
export const providerSettings: SettingsEntity<NewProvider> = {
  entity: 'provider',
  nameOf: ({ name }) => name,
  find: async (tx, id) => {
    const provider = await findProvider(tx, id);
    if (!provider) return undefined;
    const { version, ...fields } = provider;
    return { version, fields };
  },
  check: async (tx, { id, after }) =>
    id === null && (await findProvider(tx, after.id)) ? [{ path: 'id', code: 'already_taken' }] : [],
  insert: async (tx, fields) => {
    await tx.insertInto('providers').values(fields).execute();
    return fields.id;
  },
  update: (tx, id, { name, active }) =>
    tx
      .updateTable('providers')
      .set({ name, active, version: sql`version + 1` })
      .where('id', '=', id)
      .execute(),
};
