import { ProblemError } from '../wire/problem.ts';

const base64url = (text: string): string =>
  btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

const TOKEN_START = `${base64url('{"alg":"none","typ":"JWT"}')}.`;
const TOKEN_END = `.${base64url('memory')}`;

/** A token of the form of a JWT that says whose it is; it protects nothing. */
export const unsignedToken = (userId: string): string =>
  TOKEN_START + base64url(JSON.stringify({ sub: userId })) + TOKEN_END;

/** Whose a token is. @throws ProblemError `unauthenticated` for any that {@link unsignedToken} would not have made */
export const userOfToken = (token: string): string => {
  const payload =
    token.startsWith(TOKEN_START) && token.endsWith(TOKEN_END) ? token.split('.')[1] : undefined;
  if (payload === undefined) throw new ProblemError('unauthenticated');
  try {
    return (JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { sub: string }).sub;
  } catch {
    throw new ProblemError('unauthenticated');
  }
};

/** @throws ProblemError `unauthenticated` for a header that is no bearer token (RFC 6750, 2.1) */
export const bearerToken = (header: string | null): string => {
  const token = /^Bearer ([\w\-.~+/]+=*)$/i.exec(header ?? '')?.[1];
  if (token === undefined) throw new ProblemError('unauthenticated');
  return token;
};
