import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Report } from '@fale-conosco/conformance';
import { Demo } from '../support/demo.ts';

const root = path.resolve(import.meta.dirname, '../..');

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

const run = (
  command: string,
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<Outcome> =>
  new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(command, args, options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });

describe('the packed conformance suite', () => {
  let demo: Demo;
  let folder: string;
  let command: string;
  let tokens: Record<string, string>;

  before(async () => {
    // The suite sends more requests a minute than people do.
    process.env['RATE_LIMIT_PER_MINUTE'] = '1000000';
    demo = await Demo.start();
    folder = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-packed-'));
    const packs = path.join(folder, 'packs');
    const project = path.join(folder, 'project');
    await mkdir(packs);
    await mkdir(project);
    // What it depends on is packed, too, so that nothing is asked of a registry.
    for (const source of ['packages/contract', 'packages/conformance', 'node_modules/zod']) {
      const args = ['pack', '--ignore-scripts', '--pack-destination', packs, path.join(root, source)];
      const { code, stderr } = await run('npm', args, folder);
      assert.equal(code, 0, stderr);
    }
    await writeFile(path.join(project, 'package.json'), '{ "name": "operator", "private": true }');
    const tarballs = ['fale-conosco-contract-0.1.0', 'fale-conosco-conformance-0.1.0', 'zod-4.6.7'];
    const args = [
      'install',
      '--offline',
      '--no-audit',
      '--no-fund',
      ...tarballs.map((name) => path.join(packs, `${name}.tgz`)),
    ];
    const { code, stderr } = await run('npm', args, project);
    assert.equal(code, 0, stderr);
    command = path.join(project, 'node_modules/.bin/fale-conosco-conformance');
    tokens = {
      FALE_CONOSCO_TOKEN_A: await demo.token('ana@saolucas'),
      FALE_CONOSCO_TOKEN_A2: await demo.token('bruno@saolucas'),
      FALE_CONOSCO_TOKEN_B: await demo.token('carla@santahelena'),
      FALE_CONOSCO_AGENT_TOKEN: await demo.token('fabio@faturamento'),
      FALE_CONOSCO_OTHER_AGENT_TOKEN: await demo.token('aline@autorizacoes'),
      FALE_CONOSCO_ADMIN_TOKEN: await demo.token('admin@operadora'),
    };
  });
  after(async () => {
    await demo?.[Symbol.asyncDispose]();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const certify = (args: string[], env: Record<string, string> = tokens): Promise<Outcome> =>
    run(command, ['--base-url', demo.apiUrl, ...args], folder, env);

  test('certifies the demo, and writes both reports', async () => {
    const { code, stdout, stderr } = await certify(['--json', 'report.json', '--junit', 'report.xml']);
    assert.equal(code, 0, `${stdout}\n${stderr}`);
    const report = JSON.parse(await readFile(path.join(folder, 'report.json'), 'utf8')) as Report;
    assert.ok(report.passed >= 200);
    assert.deepEqual([report.failed, report.leftOut, report.results.length], [0, 0, report.passed]);
    assert.match(
      stdout,
      new RegExp(`${report.passed} passed, 0 failed, 0 left out of ${report.passed} cases`),
    );
    const xml = await readFile(path.join(folder, 'report.xml'), 'utf8');
    assert.equal(xml.match(/<testcase /g)?.length, report.passed);
    for (const token of Object.values(tokens)) assert.ok(![stdout, stderr, xml].join('').includes(token));
  });

  test('names what it leaves out without the tokens of the operator', async () => {
    const { FALE_CONOSCO_TOKEN_A = '', FALE_CONOSCO_TOKEN_B = '' } = tokens;
    const { code, stdout } = await certify(['--only', 'OWN,LIST-001'], {
      FALE_CONOSCO_TOKEN_A,
      FALE_CONOSCO_TOKEN_B,
    });
    assert.equal(code, 0, stdout);
    assert.match(
      stdout,
      /Left out, needs --agent-token, --other-agent-token, --admin-token: OWN-017, OWN-018, OWN-019/,
    );
    assert.match(stdout, /LIST +The list and its pages +1 passed/);
  });

  test('ends with 1 when a case fails, and says which and why, without the token', async () => {
    // In front of the demo, and lets caches keep what it passes on.
    const proxy = createServer((request, response) => {
      const { authorization = '' } = request.headers;
      void fetch(`${demo.apiUrl}${request.url ?? ''}`, { headers: { authorization } }).then(
        async (answer) => {
          const type = answer.headers.get('content-type') ?? '';
          response.writeHead(answer.status, { 'content-type': type, 'cache-control': 'public' });
          response.end(await answer.text());
        },
      );
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const args = ['--base-url', `http://127.0.0.1:${port}`, '--only', 'HTTP-009,HTTP-010'];
    const { code, stdout } = await run(command, args, folder, tokens);
    proxy.close();
    assert.equal(code, 1, stdout);
    assert.match(
      stdout,
      /FAILED HTTP-009 \(critical\)[\s\S]+Cache-Control: expected .+no-store.+ got "public"/,
    );
    assert.match(stdout, /> GET \/v1\/session\n +< 200\n/);
    assert.match(stdout, /1 passed, 1 failed \(1 critical\), 0 left out of 2 cases/);
    for (const token of Object.values(tokens)) assert.ok(!stdout.includes(token));
  });

  test('ends with 2 when it cannot begin', async () => {
    for (const [args, env, message] of [
      [['--only', 'NOTHING'], tokens, /no case and no area "NOTHING"/],
      [['--unknown'], tokens, /--unknown/],
      [[], {}, /--token-a is required/],
      [[], { ...tokens, FALE_CONOSCO_TOKEN_A: 'nothing' }, /--token-a: GET \/v1\/session failed/],
      [[], { ...tokens, FALE_CONOSCO_TOKEN_A2: tokens['FALE_CONOSCO_TOKEN_B'] ?? '' }, /--token-a2/],
    ] as const) {
      const { code, stderr } = await certify([...args], env);
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
    }
  });

  test('lists its cases with severity and needs', async () => {
    const { code, stdout } = await run(command, ['--list', '--only', 'IDEM'], folder);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /IDEM-010 +critical +another user’s same key is another key {2}\[--token-a2 --token-b\]/,
    );
  });
});
