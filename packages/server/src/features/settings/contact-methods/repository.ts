import type { CrmContactMethod, NewContactMethod } from '@fale-conosco/contract';
import { isNameTaken } from '@fale-conosco/domain';
import { sql } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';
import { isUuid } from '../../../database/uuid.ts';
import { alphabetical } from '../shared/alphabetical.ts';
import type { SettingsEntity } from '../shared/entity.ts';

const select = (tx: Tx) =>
  tx
    .selectFrom('contact_methods')
    .select([
      'id',
      'description',
      'active',
      'mode',
      'receives_complaints as receivesComplaints',
      'listed_in_api as listedInApi',
      'shown_on_beneficiary_web as shownOnBeneficiaryWeb',
      'fale_conosco as faleConosco',
      'released_for_web as releasedForWeb',
      'version',
    ]);

/** All contact methods, by description. */
export const readContactMethods = (tx: Tx): Promise<CrmContactMethod[]> =>
  select(tx).orderBy(alphabetical('description')).orderBy('id').execute();

/** One entry. */
export const findCrmContactMethod = async (tx: Tx, id: string) =>
  isUuid(id) ? select(tx).where('id', '=', id).executeTakeFirst() : undefined;

const columnsOf = (fields: NewContactMethod) => ({
  description: fields.description,
  active: fields.active,
  mode: fields.mode,
  receives_complaints: fields.receivesComplaints,
  listed_in_api: fields.listedInApi,
  shown_on_beneficiary_web: fields.shownOnBeneficiaryWeb,
  fale_conosco: fields.faleConosco,
  released_for_web: fields.releasedForWeb,
});

/** `Forma de contato/retorno`. Its flags take effect with the next read: protocols keep no copy. */
export const contactMethodSettings: SettingsEntity<NewContactMethod> = {
  entity: 'contact_method',
  nameOf: ({ description }) => description,
  find: async (tx, wanted) => {
    const entry = await findCrmContactMethod(tx, wanted);
    if (!entry) return undefined;
    const { id: _, version, ...fields } = entry;
    return { version, fields };
  },
  check: async (tx, { id, after }) => {
    const others = await tx.selectFrom('contact_methods').select(['id', 'description as name']).execute();
    return isNameTaken(others, id, after.description) ? [{ path: 'description', code: 'already_taken' }] : [];
  },
  insert: async (tx, fields) =>
    (
      await tx
        .insertInto('contact_methods')
        .values(columnsOf(fields))
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id,
  update: (tx, id, fields) =>
    tx
      .updateTable('contact_methods')
      .set({ ...columnsOf(fields), version: sql`version + 1` })
      .where('id', '=', id)
      .execute(),
};
