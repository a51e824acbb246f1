/**
 * `npm run states:accept`: takes what the states of all elements look like now for what they are to look like. With names
 * (`npm run states:accept -- protocol-thread`) only those elements. What changed is then in the diff of `test/layouts`.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { acceptVariable } from './lib/layouts-plugin.ts';
import { root, runTool } from './lib/run.ts';

const wanted = process.argv.slice(2);
const files = globSync('packages/{elements,crm}/src/*/*.test.ts', { cwd: root }).filter((file) => {
  const [, tag = ''] = /^describeStates\('([^']+)'/m.exec(readFileSync(path.join(root, file), 'utf8')) ?? [];
  return tag && (wanted.length === 0 || wanted.includes(tag));
});
if (files.length === 0) throw new Error(`No element is called ${wanted.join(' or ')}.`);
const { code } = await runTool('wtr', ['--files', ...files], { env: { [acceptVariable]: '1' } });
process.exitCode = code;
