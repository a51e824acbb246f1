import { isIP } from 'node:net';
import { z } from 'zod';
import { splitList } from './settings.ts';

/** Addresses whose first bits are the same, as CIDR writes them. */
export interface Network {
  family: 'ipv4' | 'ipv6';
  address: string;
  prefix: number;
}

/** Reads `10.0.0.0/8`, `fd12::/48`, or one address alone. @returns undefined when it is none of them */
export const parseNetwork = (text: string): Network | undefined => {
  const [address = '', length, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0 || address.includes('%')) return undefined;
  const longest = family === 4 ? 32 : 128;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined;
  const prefix = length === undefined ? longest : Number(length);
  if (prefix > longest) return undefined;
  return { family: family === 4 ? 'ipv4' : 'ipv6', address, prefix };
};

/** A list of networks, separated by commas. */
export const networks = z.string().transform((value, context): Network[] => {
  const parsed = splitList(value).map(parseNetwork);
  const found = parsed.filter((network) => network !== undefined);
  if (found.length === parsed.length) return found;
  context.addIssue({ code: 'custom', message: 'expected networks separated by commas, like 10.20.0.0/16' });
  return z.NEVER;
});
