/** Whether a changed source file still has the types that it should: what the compiler refuses needs no test. */
import path from 'node:path';
import ts from 'typescript';
import { root } from './run.ts';

/** Counts the changes, so that the compiler reads each anew. */
let version = 0;
const services = new Map<string, { service: ts.LanguageService; changed: Map<string, string> }>();

function serviceOf(packageFolder: string): { service: ts.LanguageService; changed: Map<string, string> } {
  const known = services.get(packageFolder);
  if (known) return known;
  const configFile = path.join(packageFolder, 'tsconfig.json');
  const { config } = ts.readConfigFile(configFile, (file) => ts.sys.readFile(file)) as { config: unknown };
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, packageFolder);
  const changed = new Map<string, string>();
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ ...options, noEmit: true, composite: false, incremental: false }),
    getScriptFileNames: () => fileNames,
    getScriptVersion: (file) => (changed.has(file) ? String(version) : '0'),
    getScriptSnapshot: (file) => {
      const text = changed.get(file) ?? ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => packageFolder,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (file) => ts.sys.fileExists(file),
    readFile: (file) => ts.sys.readFile(file),
    readDirectory: (...args) => ts.sys.readDirectory(...args),
    directoryExists: (folder) => ts.sys.directoryExists(folder),
    getDirectories: (folder) => ts.sys.getDirectories(folder),
  });
  const made = { service, changed };
  services.set(packageFolder, made);
  return made;
}

/**
 * Whether a file of a package compiles with another text.
 *
 * @param file relative to the top folder
 */
export function compiles(file: string, text: string): boolean {
  const { service, changed } = serviceOf(path.join(root, ...file.split('/').slice(0, 2)));
  const full = path.join(root, file);
  version += 1;
  changed.set(full, text);
  const errors = [...service.getSyntacticDiagnostics(full), ...service.getSemanticDiagnostics(full)];
  changed.delete(full);
  return errors.length === 0;
}
