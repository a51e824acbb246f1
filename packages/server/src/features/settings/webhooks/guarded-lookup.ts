import { lookup as lookUp } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isForbiddenAddress } from './address.ts';

const FORBIDDEN_ADDRESS = 'ERR_FORBIDDEN_ADDRESS';

/** Names are checked when they are looked up, and the connection goes to the address that was checked (DNS rebinding). */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const allowed = addresses.filter(({ address }) => !isForbiddenAddress(address));
    const [first] = allowed;
    if (!first) {
      return callback(
        Object.assign(new Error('No message may go there.'), { code: FORBIDDEN_ADDRESS }),
        '',
        0,
      );
    }
    return options.all ? callback(null, allowed) : callback(null, first.address, first.family);
  });
};
