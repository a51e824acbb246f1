import { createHash } from 'node:crypto';

/** A repeatable source of chance: the same seed gives the same draws on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** True with the given probability (0 to 1). */
  chance(probability: number): boolean;
  /** One of the items; throws `RangeError` on an empty list. */
  pick<T>(items: readonly T[]): T;
}

/**
 * Makes a source of chance from a 32-bit seed (mulberry32: small, fast, good enough for demo data, never for secrets).
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    integer: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError('Cannot pick from an empty list.');
      return item;
    },
  };
}

/** A 32-bit seed from any text, so that each provider or protocol has its own independent draws. */
export function seedFrom(text: string): number {
  return createHash('sha1').update(text).digest().readUInt32BE(0);
}

/** Namespace of every name-based identifier of the demo catalogue. */
const demoNamespace = Buffer.from('8f0f4a0c6f5e4a539c0b3d5d7e2a91c4', 'hex');

/**
 * A fixed UUID for a name (RFC 9562 version 5, SHA-1): the demo data has the same identifiers on every machine, so that
 * links, screenshots and tests stay valid after a new start.
 */
export function uuidFromName(name: string): string {
  const bytes = createHash('sha1').update(demoNamespace).update(name, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
