import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  areas,
  type Certification,
  type ConformanceCase,
  certify,
  type Tokens,
} from '@fale-conosco/conformance';
import { useDemoServer } from '../support/running-server.ts';

const server = useDemoServer({ rateLimitPerMinute: 1_000_000 });
const token = (login: string) => () => server.issuer.signToken(login);
const tokens: Tokens = {
  a: token('ana@saolucas'),
  a2: token('bruno@saolucas'),
  b: token('carla@santahelena'),
  agent: token('fabio@faturamento'),
  otherAgent: token('aline@autorizacoes'),
  admin: token('admin@operadora'),
};

describe('the server keeps the contract', () => {
  let certification: Certification;
  before(() => {
    certification = certify({ baseUrl: server.address, tokens });
  });
  after(() => certification?.dispose());

  const check = (conformanceCase: ConformanceCase): void => {
    test(`${conformanceCase.id} ${conformanceCase.title}`, async () => {
      const { outcome, reason, excerpt } = await certification.run(conformanceCase);
      assert.equal(outcome, 'passed', `${outcome}: ${reason}\n${excerpt ?? ''}`);
    });
  };
  const all = areas.flatMap(({ cases }) => cases);
  describe('side by side', { concurrency: 6 }, () => {
    for (const each of all) if (!each.exclusive) check(each);
  });
  describe('alone', () => {
    for (const each of all) if (each.exclusive) check(each);
  });
});
