import { z } from 'zod';

/** Where clamd listens. */
export type ClamdConfig = { host: string; port: number } | { path: string };

const expected = 'expected tcp://host:port or unix:/path/of/socket';

/** CLAMD_URL */
export const clamdUrl = z.string().transform((value, context): ClamdConfig => {
  const socket = /^unix:(?:\/\/)?(\/.+)$/.exec(value)?.[1];
  if (socket) return { path: socket };
  const url = value.startsWith('tcp://') ? URL.parse(value) : null;
  const isPlain =
    url !== null && url.port !== '' && url.username === '' && /^\/?$/.test(url.pathname) && url.search === '';
  if (isPlain && url.hostname !== '')
    return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(url.port) };
  context.addIssue({ code: 'custom', message: expected });
  return z.NEVER;
});
