/** Bills of materials of what is delivered: every third-party package with version, licence and hash, from the lock file. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './run.ts';

/** What is delivered to others: the server as a container or folder, the rest as packages and bundles. */
export const delivered = ['server', 'sdk', 'elements', 'crm', 'conformance'] as const;

/** The part of a CycloneDX document that is read here. */
export interface Sbom {
  bomFormat: 'CycloneDX';
  specVersion: string;
  metadata: Record<string, unknown>;
  components: {
    'bom-ref': string;
    name: string;
    version: string;
    purl: string;
    licenses?: { license?: { id?: string; name?: string }; expression?: string }[];
    hashes?: { alg: string; content: string }[];
  }[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

const own = '@fale-conosco/';

/** npm calls a package of ours by its folder, except in its reference: `@fale-conosco/server@0.1.0`. */
const nameOf = (ref: string): string => ref.replace(/@[^@]+$/, '');

/** Names of the packages that one of ours needs in production. */
const productionNames = (name: string): Set<string> => {
  const file = path.join(root, 'packages', name.slice(own.length), 'package.json');
  const { dependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  return new Set(Object.keys(dependencies));
};

/**
 * Makes the bills of materials of all that is delivered, as CycloneDX documents without serial number and time, so that one lock
 * file has one bill. What is in them is found by following production dependencies: `npm sbom --omit=dev` also leaves
 * out packages that production and development both name.
 */
export const makeSboms = async (): Promise<Map<(typeof delivered)[number], Sbom>> => {
  const flags = ['--sbom-format=cyclonedx', '--package-lock-only', '--loglevel=silent'];
  const { code, output } = await run('npm', ['sbom', ...flags], { capture: true, cwd: root });
  if (code !== 0) throw new Error(`npm sbom failed: ${output}`);
  const all = JSON.parse(output) as Sbom;
  for (const component of all.components) component.name = nameOf(component['bom-ref']);
  const dependsOn = new Map(all.dependencies.map((entry) => [entry.ref, entry.dependsOn]));
  const nextOf = (ref: string): string[] => {
    const name = nameOf(ref);
    const next = dependsOn.get(ref) ?? [];
    if (!name.startsWith(own)) return next;
    const wanted = productionNames(name);
    return next.filter((other) => wanted.has(nameOf(other)));
  };

  const sbomOf = (name: string): Sbom => {
    const top = all.components.find((component) => component.name === `${own}${name}`);
    if (!top) throw new Error(`npm knows no package ${name}.`);
    const reached = new Set([top['bom-ref']]);
    // A set hands out what is added while it is read.
    for (const ref of reached) for (const next of nextOf(ref)) reached.add(next);
    return {
      bomFormat: all.bomFormat,
      specVersion: all.specVersion,
      metadata: { component: top },
      components: all.components.filter(
        (component) => component !== top && reached.has(component['bom-ref']),
      ),
      dependencies: [...reached].map((ref) => ({ ref, dependsOn: nextOf(ref) })),
    };
  };
  return new Map(delivered.map((name) => [name, sbomOf(name)]));
};
