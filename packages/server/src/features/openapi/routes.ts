import { buildOpenApi } from '@fale-conosco/contract/openapi';
import type { FastifyInstance } from 'fastify';

/** Serves the contract as OpenAPI 3.1, for everybody. */
export const registerOpenApi = (app: FastifyInstance): void => {
  const document = JSON.stringify(buildOpenApi());
  app.get('/v1/openapi.json', async (_request, reply) =>
    reply
      .headers({ 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' })
      .type('application/json; charset=utf-8')
      .send(document),
  );
};
