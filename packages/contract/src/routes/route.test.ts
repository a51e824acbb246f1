import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { routes } from './index.ts';
import { fillPath, type Route } from './route.ts';

describe('fillPath', () => {
  it('keeps a parameter one segment, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (number) => {
        const path = fillPath('/v1/protocols/{number}/messages', { number });
        const [, , , segment, ...rest] = path.split('/');
        return (
          decodeURIComponent(segment ?? '') === number && rest.join() === 'messages' && !/[?#]/.test(path)
        );
      }),
    );
  });
});

describe('the route table', () => {
  it('has one operation for each method and path', () => {
    const names = Object.values<Route>(routes).map(({ method, path }) => `${method} ${path}`);
    assert.equal(new Set(names).size, names.length);
  });

  it('asks for a key for every POST with a body', () => {
    for (const [operationId, route] of Object.entries<Route>(routes)) {
      if (route.method === 'POST' && route.body) assert.ok(route.idempotent, operationId);
    }
  });
});
