import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isForbiddenAddress } from './address.ts';
import { guardedLookup } from './guarded-lookup.ts';

it('lets no message go to where machines get their credentials from', () => {
  for (const address of [
    ...[
      '169.254.169.254',
      '169.254.0.1',
      '100.100.100.200',
      '168.63.129.16',
      '0.0.0.0',
      '::',
      'fe80::1%eth0',
    ],
    ...[
      '::ffff:169.254.169.254',
      '::ffff:a9fe:a9fe',
      '64:ff9b::a9fe:a9fe',
      'fd00:ec2::254',
      'fd20:ce::254',
      'x',
    ],
  ]) {
    assert.ok(isForbiddenAddress(address), address);
  }
});

it('leaves networks of the operator open', () => {
  for (const address of ['10.0.0.1', '192.168.1.1', '127.0.0.1', '::1', 'fd12::1', '203.0.113.9'])
    assert.ok(!isForbiddenAddress(address), address);
});

it('connects to no name that stands for such an address', async () => {
  const lookUp = (name: string, all: boolean) =>
    new Promise<string>((resolve) => {
      guardedLookup(name, { all }, (error, address) => resolve(error?.code ?? JSON.stringify(address)));
    });
  for (const all of [true, false]) {
    assert.equal(await lookUp('169.254.169.254', all), 'ERR_FORBIDDEN_ADDRESS');
    assert.match(await lookUp('127.0.0.1', all), /127\.0\.0\.1/);
  }
});
