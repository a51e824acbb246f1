/**
 * `npm run sbom`: writes the bill of materials (CycloneDX) of each package that is delivered beside what is delivered,
 * `packages/<name>/dist/sbom.cdx.json`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/run.ts';
import { makeSboms } from './lib/sbom.ts';

for (const [name, sbom] of await makeSboms()) {
  const file = path.join('packages', name, 'dist/sbom.cdx.json');
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), `${JSON.stringify(sbom, null, 2)}\n`);
  console.log(`${file}: ${sbom.components.length} packages`);
}
