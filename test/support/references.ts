/** References from documents to tests: `` `file` › title ``. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** Titles of the tests, or of the conformance cases, in a file; what a title takes from a variable is left out at its end. */
const titlesOf = async (file: string): Promise<Set<string>> => {
  const source = await readFile(path.join(root, file), 'utf8').catch(() => '');
  const calls = source.matchAll(/^\s*(?:(?:it|test)\(\s*|define\(\s*\d+,\s*)(['"`])(.+?)\1,/gm);
  return new Set(Array.from(calls, ([, , title = '']) => title.replace(/: \$\{[^}]+\}$/, '')));
};

/** Cells of the rows of a document's tables, headings among them. */
export const readRows = async (document: string): Promise<string[][]> =>
  (await readFile(path.join(root, document), 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '));

/** References of a cell, separated by `<br>`, whose test is not there. */
export const missingTests = async (cell: string): Promise<string[]> => {
  const missing: string[] = [];
  for (const reference of cell.split('<br>').filter((text) => text !== '')) {
    const [file = '', title = ''] = reference.split(' › ');
    const titles = await titlesOf(file.replaceAll('`', ''));
    if (!titles.has(title)) missing.push(reference);
  }
  return missing;
};
