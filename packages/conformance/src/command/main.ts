#!/usr/bin/env node
import { runCommand } from './run-command.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  fetch: globalThis.fetch,
  print: (text) => process.stdout.write(text),
  warn: (text) => process.stderr.write(text),
});
