import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskAddress, notificationTopics } from './notifications.ts';

test('an entry tells what it is and whether the status changes', () => {
  assert.deepEqual(notificationTopics({ cause: 'created', statusChanges: true }), ['protocol.created']);
  assert.deepEqual(notificationTopics({ cause: 'message', statusChanges: true }), [
    'message.added',
    'status.changed',
  ]);
  assert.deepEqual(notificationTopics({ cause: 'status', statusChanges: true }), ['status.changed']);
  assert.deepEqual(notificationTopics({ cause: 'assigned', statusChanges: false }), []);
});

test('the name of an address is hidden, whole characters kept', () => {
  assert.equal(maskAddress('ana@saolucas.example'), 'a…@saolucas.example');
  assert.equal(maskAddress('😀x@y.example'), '😀…@y.example');
});
