/** The TypeScript projects of the repository, as the solution file lists them. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.ts';

/** Paths, relative to the root, of the projects that have sources. (tsc takes a project without any for an error.) */
export function projects(): string[] {
  const solution = JSON.parse(readFileSync(path.join(root, 'tsconfig.json'), 'utf8')) as {
    references: { path: string }[];
  };
  return solution.references.map((reference) => path.normalize(reference.path)).filter(hasSources);
}

/** Those projects that are packages: `packages/sdk` and so on. */
export function packages(): string[] {
  return projects().filter((project) => project.startsWith('packages'));
}

function hasSources(project: string): boolean {
  const folder = path.join(root, project);
  return (
    !existsSync(path.join(folder, 'package.json')) || globSync('src/**/*.ts', { cwd: folder }).length > 0
  );
}
