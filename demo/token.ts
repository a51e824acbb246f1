import { parseArgs } from 'node:util';
import { loadOrCreateDemoIssuer } from './catalogue/index.ts';
import { dataDir } from './settings.ts';

/** `npm run --silent token -- --user ana@saolucas`: prints a bearer token of the demo catalogue, and nothing else. */
try {
  const { values } = parseArgs({ options: { user: { type: 'string', default: 'ana@saolucas' } } });
  const issuer = await loadOrCreateDemoIssuer(dataDir);
  console.log(await issuer.signToken(values.user));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
