import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';
import { root } from './run.ts';

/** Set by `npm run states:accept`. */
export const acceptVariable = 'FALE_CONOSCO_ACCEPT_LAYOUTS';

/** A layout that a test asks for or, with `lines`, has accepted; without a name, the names of all. */
interface LayoutPayload {
  tag: string;
  name?: string;
  lines?: string[];
}

const folder = path.join(root, 'test/layouts');
const HEADING = '== ';

/** The layouts of an element, by the names of its states and widths, as its file holds them. */
class LayoutFile {
  readonly #file: string;
  readonly #layouts = new Map<string, string[]>();

  constructor(tag: string) {
    this.#file = path.join(folder, `${tag}.txt`);
    if (!existsSync(this.#file)) return;
    for (const block of readFileSync(this.#file, 'utf8').split(`\n${HEADING}`).slice(1)) {
      const [name = '', ...lines] = block.trimEnd().split('\n');
      this.#layouts.set(name, lines);
    }
  }

  get names(): string[] {
    return [...this.#layouts.keys()];
  }

  get(name: string): string[] | undefined {
    return this.#layouts.get(name);
  }

  put(name: string, lines: string[]): void {
    this.#layouts.set(name, lines);
    this.#write();
  }

  keepOnly(names: string[]): void {
    for (const name of this.#layouts.keys()) if (!names.includes(name)) this.#layouts.delete(name);
    this.#write();
  }

  #write(): void {
    mkdirSync(folder, { recursive: true });
    const blocks = this.names.sort().map((name) => [HEADING + name, ...(this.get(name) ?? [])].join('\n'));
    writeFileSync(this.#file, `${['npm run states:accept', ...blocks].join('\n')}\n`);
  }
}

/**
 * The command `layout` for tests in the browser, which have no files: the accepted layouts of an element's states lie in
 * `test/layouts`. It answers the lines of one, or all names, and whether what is new is to be accepted.
 */
export function layoutsPlugin(): TestRunnerPlugin<LayoutPayload> {
  const files = new Map<string, LayoutFile>();
  const accepts = process.env[acceptVariable] !== undefined;
  return {
    name: 'layouts',
    executeCommand({ command, payload }) {
      if (command !== 'layout' || !payload) return undefined;
      const { tag, name, lines } = payload;
      const file = files.get(tag) ?? new LayoutFile(tag);
      files.set(tag, file);
      if (lines && accepts) {
        if (name === undefined) file.keepOnly(lines);
        else file.put(name, lines);
      }
      return { accepts, names: file.names, lines: name === undefined ? null : (file.get(name) ?? null) };
    },
  };
}
