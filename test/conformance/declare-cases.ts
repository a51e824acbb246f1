import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type Certification,
  type ConformanceCase,
  cases,
  certify,
  type RunOptions,
} from '@fale-conosco/conformance';

/** Declares a test for each case of the suite; a case that is left out is a failure here. */
export const declareCases = (name: string, options: () => RunOptions): void => {
  describe(name, () => {
    let certification: Certification;
    before(() => {
      certification = certify(options());
    });
    after(async () => {
      assert.equal(await certification?.dispose(), null, 'settings that were left behind');
    });

    const declare = (conformanceCase: ConformanceCase): void => {
      test(`${conformanceCase.id} ${conformanceCase.title}`, async () => {
        const { outcome, reason, excerpt } = await certification.run(conformanceCase);
        assert.equal(outcome, 'passed', `${outcome}: ${reason}\n${excerpt ?? ''}`);
      });
    };
    describe('side by side', { concurrency: 6 }, () => {
      for (const each of cases) if (!each.exclusive) declare(each);
    });
    describe('alone', () => {
      for (const each of cases) if (each.exclusive) declare(each);
    });
  });
};
