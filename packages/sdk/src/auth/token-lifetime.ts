// Renewed a little before its end, so that no token expires on the way.
const MARGIN_MS = 10_000;

/**
 * How long a fresh token may be used, in milliseconds; `undefined` when it does not say (then the server's 401 ends it).
 * Reads the claims of a JWT (RFC 7519, 4.1) without trusting them: the server verifies, this only saves a round trip.
 */
export const tokenLifetimeMs = (token: string, nowMs: number): number | undefined => {
  try {
    const payload = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    const { exp, iat } = JSON.parse(atob(payload)) as { exp?: unknown; iat?: unknown };
    if (typeof exp !== 'number') return undefined;
    // From `iat` where there is one: the clock of a clinic's computer may be hours off.
    const lifetimeMs = (typeof iat === 'number' ? exp - iat : exp - nowMs / 1000) * 1000 - MARGIN_MS;
    return lifetimeMs > 0 ? lifetimeMs : undefined;
  } catch {
    return undefined;
  }
};
