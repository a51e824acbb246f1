import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAcceptedWebhookUrl } from './webhook-address.ts';

const accepts = (url: string, allowHttp = false): boolean =>
  isAcceptedWebhookUrl(url, {
    allowHttp,
    isForbiddenHost: (host) => ['169.254.169.254', '::'].includes(host),
  });

test('messages go encrypted, except on this machine or where the installation allows it', () => {
  assert.ok(accepts('https://erp.example/x'));
  assert.ok(!accepts('http://erp.example/x'));
  assert.ok(accepts('http://erp.example/x', true));
  for (const host of ['localhost', '127.0.0.1', '[::1]']) assert.ok(accepts(`http://${host}:8080/`), host);
});

test('addresses with a password, of other schemes, of forbidden hosts, or of none are rejected', () => {
  for (const url of [
    'https://a:b@erp.example/',
    'ftp://erp.example/',
    'https://169.254.169.254/',
    'https://[::]/',
    'x',
  ])
    assert.ok(!accepts(url, true), url);
});
