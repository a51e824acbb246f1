import type { NewHoliday } from '@fale-conosco/contract';
import { isCalendarDay, localDay, type OperatorPrincipal } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import type { Tx } from '../../../database/transaction.ts';
import { contractRoute } from '../../../http/contract-route.ts';
import { fieldProblem, orNotFound } from '../../../http/problem.ts';
import { insertHoliday, isTaken, listHolidays, removeHoliday } from '../../deadlines/holidays.ts';
import { lockCalendar, recomputeOpenDeadlines } from '../../deadlines/repository.ts';
import { lockSettingsWrites, recordChanges } from '../shared/changes.ts';

/** The settings of holidays: national ones are known, local ones are entered, and deadlines follow both. */
export const registerHolidays = (app: FastifyInstance): void => {
  const { clock } = app.services;

  contractRoute(app, 'listHolidays', async ({ tx, query }) => ({
    items: await listHolidays(tx, query.year ?? Number(localDay(clock()).slice(0, 4))),
  }));

  contractRoute(
    app,
    'createHoliday',
    async ({ tx, principal, body }) => {
      if (!isCalendarDay(body.date)) throw fieldProblem('date', 'invalid_format');
      await startChange(tx);
      if (await isTaken(tx, body)) throw fieldProblem('date', 'already_taken');
      const holiday = await insertHoliday(tx, body);
      await finishChange(tx, principal, holiday.id ?? '', { before: null, after: body });
      return holiday;
    },
    // Whoever may register one may read all of them.
    { replay: async (_context, kept) => kept },
  );

  contractRoute(app, 'deleteHoliday', async ({ tx, principal, params }) => {
    await startChange(tx);
    const holiday = orNotFound(await removeHoliday(tx, params.id));
    await finishChange(tx, principal, params.id, { before: holiday, after: null });
    return undefined;
  });
};

const startChange = async (tx: Tx): Promise<void> => {
  await lockSettingsWrites(tx);
  await lockCalendar(tx);
};

/** Recomputes the deadlines, and writes the change into the audit trail. One event is enough, however many deadlines moved. */
const finishChange = async (
  tx: Tx,
  principal: OperatorPrincipal,
  id: string,
  { before, after }: { before: NewHoliday | null; after: NewHoliday | null },
): Promise<void> => {
  await recomputeOpenDeadlines(tx);
  const entityName = (after ?? before)?.name ?? '';
  await recordChanges(tx, principal, [{ entity: 'holiday', entityId: id, entityName, before, after }]);
};
