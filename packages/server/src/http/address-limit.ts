import { isIPv6 } from 'node:net';
import { ProblemError } from './problem.ts';

/** Counts the requests of each address that came without a valid token. */
export interface AddressLimit {
  /** @throws ProblemError `rate_limited` when an address has had its share of refused requests */
  check(address: string): void;
  /** Counts a refused request. @returns whether it was the last of the share */
  countRefusal(address: string): boolean;
}

declare module './services.ts' {
  interface Services {
    addressLimit: AddressLimit;
  }
}

const WINDOW_MS = 60_000;
/** A flood from more addresses than these forgets the oldest first. */
const MAX_ADDRESSES = 20_000;

interface Share {
  refused: number;
  untilMs: number;
}

/**
 * Makes the limit that comes before any work on a token: no signature is verified and no database asked for an address that
 * keeps being refused. Who has a valid token spends nothing, so people behind one address do not spend each other's share.
 */
export const createAddressLimit = (refusalsPerMinute: number, clock: () => Date): AddressLimit => {
  const shares = new Map<string, Share>();

  const shareOf = (address: string): Share | undefined => {
    const share = shares.get(networkOf(address));
    return share && share.untilMs > clock().getTime() ? share : undefined;
  };

  return {
    check: (address) => {
      const share = shareOf(address);
      if (!share || share.refused < refusalsPerMinute) return;
      const seconds = Math.ceil((share.untilMs - clock().getTime()) / 1000);
      // The connection ends as well: a flood has to open a new one for each request.
      throw new ProblemError('rate_limited', {
        headers: { 'Retry-After': String(seconds), Connection: 'close' },
      });
    },
    countRefusal: (address) => {
      const share = shareOf(address) ?? { refused: 0, untilMs: clock().getTime() + WINDOW_MS };
      share.refused += 1;
      const key = networkOf(address);
      if (!shares.has(key) && shares.size >= MAX_ADDRESSES) {
        const [oldest] = shares.keys();
        if (oldest !== undefined) shares.delete(oldest);
      }
      shares.set(key, share);
      return share.refused === refusalsPerMinute;
    },
  };
};

/** An address of IPv4; of IPv6 the first 64 bits, of which one customer has all the rest. */
export const networkOf = (address: string): string => {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail = ''] = address.split('::');
  const groups = [head, tail].map((part) => part.split(':').filter(Boolean));
  const [start = [], end = []] = groups;
  const zeros = Array.from({ length: Math.max(0, 8 - start.length - end.length) }, () => '0');
  return [...start, ...zeros, ...end]
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
};
