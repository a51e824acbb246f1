import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { orNotFound } from '../../../http/problem.ts';
import { createEntry, deleteEntry, updateEntry } from '../shared/entity.ts';
import { cannedAnswerSettings, findCannedAnswer, readCannedAnswers } from './repository.ts';

/** The settings of canned answers. */
export const registerCannedAnswers = (app: FastifyInstance): void => {
  contractRoute(app, 'listCannedAnswers', async ({ tx, principal }) => ({
    items: await readCannedAnswers(tx, principal),
  }));

  contractRoute(app, 'getCannedAnswer', async ({ tx, principal, params }) =>
    orNotFound(await findCannedAnswer(tx, principal, params.id)),
  );

  contractRoute(
    app,
    'createCannedAnswer',
    async ({ tx, principal, body }) => {
      const id = await createEntry(tx, principal, cannedAnswerSettings, body);
      return orNotFound(await findCannedAnswer(tx, principal, id));
    },
    {
      replay: async ({ tx, principal }, kept) =>
        orNotFound((await findCannedAnswer(tx, principal, kept.id)) && kept),
    },
  );

  contractRoute(app, 'updateCannedAnswer', async ({ tx, principal, params, ifMatch, body }) => {
    await updateEntry(tx, principal, cannedAnswerSettings, { id: params.id, ifMatch }, body);
    return orNotFound(await findCannedAnswer(tx, principal, params.id));
  });

  contractRoute(app, 'deleteCannedAnswer', async ({ tx, principal, params, ifMatch }) => {
    await deleteEntry(tx, principal, cannedAnswerSettings, { id: params.id, ifMatch });
    return undefined;
  });
};
