import { randomBytes } from 'node:crypto';

const KEY_PATTERN = /^[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{32}$/;

/** Makes the key of a new file: random, so it tells nothing of the file, its sender or its name. */
export const newStorageKey = (): string => {
  const name = randomBytes(16).toString('hex');
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
};

/** Passes a key on. @throws {RangeError} for what {@link newStorageKey} cannot have made */
export const checkedKey = (key: string): string => {
  if (!KEY_PATTERN.test(key)) throw new RangeError('Not a storage key.');
  return key;
};
