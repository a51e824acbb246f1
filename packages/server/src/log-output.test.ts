import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createLogOutput } from './log-output.ts';

const outOfSpace = (): Error => Object.assign(new Error('No space left on device'), { code: 'ENOSPC' });

describe('createLogOutput', () => {
  it('loses lines while the disk is full, says how many afterwards, and goes on', () => {
    let full = false;
    let written = '';
    const log = createLogOutput(1, (_fd, text) => {
      if (full) throw outOfSpace();
      written += text;
    });
    log.write('one\n');
    full = true;
    log.write('two\n');
    log.write('three\n');
    full = false;
    log.write('four\n');
    assert.match(written, /^one\n\n\{.*"lost":2,"reason":"ENOSPC","msg":"log lines were lost"\}\nfour\n$/);
  });

  it('survives a device that is always full', () => {
    const log = createLogOutput(openSync('/dev/full', 'w'));
    for (let line = 0; line < 10; line += 1) log.write('{}\n');
  });
});

it('keeps the process running although its output is no longer read', async () => {
  const script = `import { createLogOutput, tolerateLostOutput } from ${JSON.stringify(path.join(import.meta.dirname, 'log-output.ts'))};
    tolerateLostOutput();
    const log = createLogOutput(1);
    process.on('message', () => {
      for (let line = 0; line < 100; line += 1) { log.write('{}\\n'); process.stdout.write('x\\n'); process.stderr.write('x\\n'); }
      setTimeout(() => process.exit(7), 200);
    });
    process.send('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  await once(child, 'message');
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.send('go');
  const [code] = await once(child, 'exit');
  assert.equal(code, 7);
});
