import { ProblemError } from './problem.ts';

/** One request with a key: whose, what, and with which content. */
export interface KeyedRequest {
  actorId: string;
  operation: string;
  key: string;
  content: unknown;
}

/** The JSON of a content, whatever the order of its fields. */
const canonical = (content: unknown): string =>
  JSON.stringify(content, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** Remembers what keyed requests made, by user, operation and key. */
export class IdempotencyKeys {
  readonly #results = new Map<string, { content: string; body: unknown }>();

  /**
   * Runs an effect at most once for its key. A rejected request leaves no key.
   *
   * @param replay responds to a repetition, from what the first response was
   * @returns the body, from now or from before
   */
  runOnce(
    { actorId, operation, key, content }: KeyedRequest,
    effect: () => unknown,
    replay: (body: unknown) => unknown,
  ): { body: unknown; replayed: boolean } {
    const name = JSON.stringify([actorId, operation, key]);
    const text = canonical(content);
    const known = this.#results.get(name);
    if (known) {
      if (known.content !== text) throw new ProblemError('idempotency_key_reused');
      try {
        return { body: replay(known.body), replayed: true };
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        // The effect was had: only its result cannot be shown.
        throw new ProblemError(error.code, {
          issues: error.issues,
          headers: { ...error.headers, 'Idempotency-Replayed': 'true' },
        });
      }
    }
    const body = structuredClone(effect());
    this.#results.set(name, { content: text, body });
    return { body, replayed: false };
  }
}
