import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createEventParser } from './event-parser.ts';

const parse = (pieces: readonly string[]): unknown[] => {
  const seen: unknown[] = [];
  const feed = createEventParser({
    onId: (id) => seen.push({ id }),
    onRetry: (retry) => seen.push({ retry }),
    onEvent: (type, data) => seen.push({ type, data }),
  });
  for (const piece of pieces) feed(piece);
  return seen;
};

describe('the parser of Server-Sent Events', () => {
  it('reads type, id, data of several lines, and the time before reconnecting', () => {
    assert.deepEqual(parse(['retry: 3000\n\n: beat\n\nid: 7\nevent: a\ndata: {\ndata:  "x"}\n\ndata\n\n']), [
      { retry: 3000 },
      { id: '7' },
      { type: 'a', data: '{\n "x"}' },
      { type: 'message', data: '' },
    ]);
  });

  it('drops an event that is not ended, and its id', () => {
    assert.deepEqual(parse(['id: 1\nevent: a\ndata: 1\n']), []);
  });

  it('ignores unknown fields, wrong times and ids with NUL', () => {
    assert.deepEqual(parse(['mood: calm\nretry: soon\nid: a\0b\n\n']), []);
  });

  it('gives the same wherever the text is cut, and whichever line ends it has', () => {
    const text = 'id: 1\nevent: a\ndata: {"n":1}\n\n: x\n\nretry: 5\ndata: é😀\ndata: b\nid:2\n\n';
    const whole = parse([text]);
    fc.assert(
      fc.property(fc.constantFrom('\n', '\r\n', '\r'), fc.array(fc.nat(90)), (end, cuts) => {
        const ended = text.replaceAll('\n', end);
        const places = [0, ...cuts.sort((a, b) => a - b), ended.length];
        const pieces = places.slice(1).map((place, index) => ended.slice(places[index], place));
        // A closing `\r` waits for a possible `\n`, so one more line settles it.
        assert.deepEqual(parse([...pieces, ': end\n']), whole);
      }),
    );
  });
});
