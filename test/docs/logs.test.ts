import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../..');
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'];
/** Fastify's own line, whose end is an address. */
const OF_FASTIFY = 'Server listening at …';

/** `app.log.error({ err }, 'message')` and the like. */
const isLogCall = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  LEVELS.includes(node.expression.name.text) &&
  /(^|\.)log$/.test(node.expression.expression.getText());

/** Messages that the server's sources log, with their level, and what is not a plain text. */
const logged = new Map<string, string>();
const unreadable: string[] = [];
for (const file of globSync('packages/server/src/**/*.ts', { cwd: root, exclude: ['**/*.test.ts'] })) {
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const visit = (node: ts.Node): void => {
    if (isLogCall(node)) {
      const message = node.arguments.at(-1);
      const level = (node.expression as ts.PropertyAccessExpression).name.text;
      if (message && ts.isStringLiteralLike(message)) logged.set(message.text, level);
      else unreadable.push(`${file}: ${node.getText()}`);
    }
    // The line that does not go through the logger, because the logger's own output was lost.
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText() === 'msg' &&
      ts.isStringLiteralLike(node.initializer)
    )
      logged.set(node.initializer.text, 'warn');
    ts.forEachChild(node, visit);
  };
  visit(source);
}

const manual = readFileSync(path.join(root, 'docs/running.md'), 'utf8');
const section = manual.slice(manual.indexOf('\n## Logs\n'));
const table = new Map(
  Array.from(
    section.slice(0, section.indexOf('\n## ', 2)).matchAll(/^\| `(.+?)` \| (\w+) \|/gm),
    ([, message = '', level = '']) => [message, level],
  ),
);

describe('the table of log lines', () => {
  test('has each line that the server writes, with its level, and no other', () => {
    assert.deepEqual(unreadable, []);
    assert.ok(logged.size > 5);
    table.delete(OF_FASTIFY);
    assert.deepEqual([...table].sort(), [...logged].sort());
  });
});
