import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Network, parseNetwork } from '../../../config/networks.ts';
import { createAddressRules } from './address.ts';

const rulesFor = (...networks: string[]) =>
  createAddressRules({
    allowHttp: true,
    allowedNetworks: networks.map((text) => parseNetwork(text) as Network),
  });
const rules = rulesFor();

/** As people and programs write them in a URL; the parser of URLs reads every notation of IPv4. */
const FORBIDDEN_HOSTS = {
  'this machine': [
    ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '127.255.255.254'],
    ...['localhost', 'LOCALHOST', 'localhost.', 'api.localhost', '１２７.0.0.1', '127。0。0。1'],
    ...['[::1]', '[0:0:0:0:0:0:0:1]', '0.0.0.0', '0', '[::]'],
  ],
  'private networks': [
    ...[
      '10.0.0.1',
      '10.255.255.255',
      '0xa000001',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '192.168.257',
    ],
    ...['100.64.0.1', '100.127.255.255', '[fc00::1]', '[fd12:3456::1]', '[fdff:ffff::1]'],
  ],
  'link-local and credentials of clouds': [
    ...['169.254.169.254', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '169.254.0.1', '[fe80::1]'],
    ...['[febf::1]', '100.100.100.200', '168.63.129.16', '192.0.0.192', '[fd00:ec2::254]', '[fd00:ec2::23]'],
    ...['[fd20:ce::254]'],
  ],
  'IPv4 inside IPv6': [
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:169.254.169.254]', '[0:0:0:0:0:ffff:a9fe:a9fe]'],
    ...['[::127.0.0.1]', '[::169.254.169.254]', '[::a9fe:a9fe]', '[64:ff9b::169.254.169.254]'],
    ...['[64:ff9b::a00:1]', '[64:ff9b::808:808]', '[64:ff9b:1::a9fe:a9fe]', '[64:ff9b:1:ffff::7f00:1]'],
    ...['[2002:7f00:1::]', '[2002:a9fe:a9fe::1]', '[2002:a00:1::1]', '[2001::1]', '[2001:0:53aa:64c::]'],
    ...['[::ffff:0:127.0.0.1]'],
  ],
  'multicast, reserved, documentation, benchmarks': [
    ...['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '192.0.2.1', '198.51.100.1'],
    ...['203.0.113.1', '198.18.0.1', '198.19.255.255', '192.88.99.1', '192.0.0.1', '[ff02::1]', '[ff0e::1]'],
    ...['[2001:db8::1]', '[3fff::1]', '[2001:2::1]', '[2001:20::1]', '[100::1]', '[5f00::1]', '[4000::1]'],
    ...['[fec0::1]', '[1fff::1]', '[8000::1]'],
  ],
};

describe('where messages to other systems go', () => {
  for (const [kind, hosts] of Object.entries(FORBIDDEN_HOSTS)) {
    it(`is not ${kind}`, () => {
      for (const host of hosts) assert.ok(!rules.isAcceptedUrl(`https://${host}:8443/x`), host);
    });
  }

  it('is any public address, and any name until it is looked up', () => {
    const hosts = [
      '8.8.8.8',
      '172.15.0.1',
      '172.32.0.1',
      '100.63.0.1',
      '100.128.0.1',
      '198.17.0.1',
      '198.20.0.1',
    ];
    const more = [
      '192.167.1.1',
      '223.255.255.254',
      '[2606:4700::1111]',
      '[2804:14c::1]',
      '[2a00:1450::1]',
      '[3ffe::1]',
    ];
    for (const host of [...hosts, ...more, 'erp.example', 'localhost.example'])
      assert.ok(rules.isAcceptedUrl(`https://${host}/`), host);
  });

  it('is a network that the settings allow, and nothing beside it', () => {
    const open = rulesFor('10.20.0.0/16', '127.0.0.1', 'fd12::/48', '::1');
    for (const host of ['10.20.0.1', '10.20.255.255', '127.0.0.1', 'localhost', '[fd12::9]', '[::1]'])
      assert.ok(open.isAcceptedUrl(`http://${host}/`), host);
    for (const host of ['10.21.0.1', '127.0.0.2', '[fd12:0:1::1]', '[64:ff9b::a14:1]', '192.168.0.1'])
      assert.ok(!open.isAcceptedUrl(`http://${host}/`), host);
  });

  it('is never where clouds keep credentials, whatever the settings say', () => {
    const open = rulesFor('0.0.0.0/0', '::/0');
    for (const address of ['169.254.169.254', '::ffff:169.254.169.254', '100.100.100.200', '168.63.129.16'])
      assert.ok(open.isForbiddenAddress(address), address);
    for (const address of ['fe80::1%eth0', 'fd00:ec2::254', 'fd20:ce::254', '64:ff9b::a9fe:a9fe', 'x', ''])
      assert.ok(open.isForbiddenAddress(address), address);
    assert.ok(!open.isForbiddenAddress('10.0.0.1'));
  });

  it('is decided for the address that is connected to', async () => {
    const lookUp = ({ lookup }: typeof rules, name: string, all: boolean) =>
      new Promise<string>((resolve) => {
        lookup(name, { all }, (error, address) => resolve(error?.code ?? JSON.stringify(address)));
      });
    for (const all of [true, false]) {
      assert.equal(await lookUp(rules, '127.0.0.1', all), 'ERR_FORBIDDEN_ADDRESS');
      assert.equal(await lookUp(rules, 'localhost', all), 'ERR_FORBIDDEN_ADDRESS');
      assert.match(await lookUp(rulesFor('127.0.0.0/8'), '127.0.0.1', all), /127\.0\.0\.1/);
    }
  });
});

it('networks are addresses with a length that fits', () => {
  assert.deepEqual(parseNetwork('10.0.0.0/8'), { family: 'ipv4', address: '10.0.0.0', prefix: 8 });
  assert.deepEqual(parseNetwork('fd12::/48'), { family: 'ipv6', address: 'fd12::', prefix: 48 });
  assert.deepEqual(parseNetwork('::1'), { family: 'ipv6', address: '::1', prefix: 128 });
  for (const text of [
    '',
    'x',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '::/129',
    'fe80::1%eth0/64',
    '10.0.0/8',
  ])
    assert.equal(parseNetwork(text), undefined, text);
});
