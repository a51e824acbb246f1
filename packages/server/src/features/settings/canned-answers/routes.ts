import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { expectVersion } from '../../../http/if-match.ts';
import { recordChanges, takeTurn } from '../shared/changes.ts';
import { createEntry, found, updateEntry } from '../shared/entity.ts';
import {
  cannedAnswerRegister,
  deleteCannedAnswer,
  findCannedAnswer,
  readCannedAnswers,
} from './repository.ts';

/** The register of canned answers. */
export const registerCannedAnswers = (app: FastifyInstance): void => {
  contractRoute(app, 'listCannedAnswers', async ({ tx, principal }) => ({
    items: await readCannedAnswers(tx, principal),
  }));

  contractRoute(app, 'getCannedAnswer', async ({ tx, principal, params }) =>
    found(await findCannedAnswer(tx, principal, params.id)),
  );

  contractRoute(app, 'createCannedAnswer', async ({ tx, principal, body }) => {
    const id = await createEntry(tx, principal, cannedAnswerRegister, body);
    return found(await findCannedAnswer(tx, principal, id));
  });

  contractRoute(app, 'updateCannedAnswer', async ({ tx, principal, params, ifMatch, body }) => {
    await updateEntry(tx, principal, cannedAnswerRegister, { id: params.id, ifMatch }, body);
    return found(await findCannedAnswer(tx, principal, params.id));
  });

  contractRoute(app, 'deleteCannedAnswer', async ({ tx, principal, params, ifMatch }) => {
    await takeTurn(tx);
    const stored = found(await cannedAnswerRegister.find(tx, params.id));
    expectVersion(ifMatch, stored);
    await deleteCannedAnswer(tx, params.id);
    const { title } = stored.fields;
    await recordChanges(tx, principal, [
      { entity: 'canned_answer', entityId: params.id, entityName: title, before: stored.fields, after: null },
    ]);
    return undefined;
  });
};
