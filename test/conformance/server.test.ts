import { useDemoServer } from '../support/running-server.ts';
import { declareCases } from './declare-cases.ts';

const server = useDemoServer({ rateLimitPerMinute: 1_000_000 });
const token = (login: string) => () => server.issuer.signToken(login);

declareCases('the server keeps the contract', () => ({
  baseUrl: server.address,
  tokens: {
    a: token('ana@saolucas'),
    a2: token('bruno@saolucas'),
    b: token('carla@santahelena'),
    agent: token('fabio@faturamento'),
    otherAgent: token('aline@autorizacoes'),
    admin: token('admin@operadora'),
  },
}));
