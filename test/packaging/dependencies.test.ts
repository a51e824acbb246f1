import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AuditReport, openAdvisories } from '../../scripts/lib/advisories.ts';
import { makeSboms, type Sbom } from '../../scripts/lib/sbom.ts';

/** Licences that ask for no more than to be named. */
const LICENCES = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'Unlicense',
];

const licencesOf = ({ licenses = [] }: Sbom['components'][number]): string[] =>
  licenses.map(({ license, expression }) => license?.id ?? license?.name ?? expression ?? 'none');

describe('the bill of materials of what is delivered', () => {
  test('names what runs in production, each package with version, hash and a licence that permits it', async () => {
    const sboms = await makeSboms();
    const namesOf = (of: string) =>
      new Set(
        [...sboms].flatMap(([name, { components }]) =>
          name === of ? components.map((one) => one.name) : [],
        ),
      );
    for (const [of, ...names] of [
      ['server', 'fastify', 'pg', 'kysely', 'jose', 'zod'],
      ['sdk', 'ky', 'zod'],
      ['elements', 'lit', 'ky', 'zod'],
      ['crm', 'lit', 'ky', 'zod'],
      ['conformance', 'zod'],
    ] as const)
      for (const name of names) assert.ok(namesOf(of).has(name), `${name} of ${of}`);
    for (const [of, { bomFormat, components }] of sboms) {
      assert.equal(bomFormat, 'CycloneDX');
      for (const development of ['rollup', 'typescript', 'eslint', 'playwright-core', '@fale-conosco/memory'])
        assert.ok(!namesOf(of).has(development), `${development} of ${of}`);
      for (const component of components) {
        // Our own are linked, not downloaded.
        if (component.name.startsWith('@fale-conosco/')) continue;
        assert.match(component.purl, /^pkg:npm\/.+@\d/);
        assert.equal(component.hashes?.[0]?.alg, 'SHA-512', component.purl);
        const licences = licencesOf(component);
        assert.ok(
          licences.length > 0 && licences.every((id) => LICENCES.includes(id)),
          `${component.purl}: ${licences.join()}`,
        );
      }
    }
  });
});

describe('the report of known vulnerabilities', () => {
  const report: AuditReport = {
    vulnerabilities: {
      a: {
        severity: 'high',
        range: '<2',
        via: [{ url: 'https://github.com/advisories/GHSA-1', title: 'Bad' }],
      },
      b: { severity: 'high', range: '*', via: ['a'] },
    },
  };
  const url = 'https://github.com/advisories/GHSA-1';
  const open = ['high: a <2: Bad (https://github.com/advisories/GHSA-1)'];

  test('has each advisory once, and none that was accepted for a time that is not over', () => {
    assert.deepEqual(openAdvisories(report, [], '2026-11-24'), open);
    assert.deepEqual(
      openAdvisories(report, [{ url, reason: 'Not used.', until: '2026-11-24' }], '2026-11-24'),
      [],
    );
    assert.deepEqual(
      openAdvisories(report, [{ url, reason: 'Not used.', until: '2026-11-23' }], '2026-11-24'),
      [`${open[0]}, accepted until 2026-11-23`],
    );
    assert.deepEqual(openAdvisories({ vulnerabilities: {} }, [], '2026-11-24'), []);
  });
});
