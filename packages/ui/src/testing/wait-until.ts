/** Longer than any machine takes, shorter than the time limit of a test, so that the failure says what was waited for. */
const LIMIT_MS = 10_000;
const INTERVAL_MS = 10;

/**
 * Waits for a state: until the condition holds. An error that the condition throws means "not yet", and is the cause of
 * the failure if it stays so.
 *
 * @param wanted what is waited for, in words; by default the condition's source
 */
export const waitUntil = async (
  condition: () => unknown,
  wanted: string = condition.toString(),
): Promise<void> => {
  const lateMs = performance.now() + LIMIT_MS;
  let cause: unknown;
  do {
    cause = undefined;
    try {
      if (await condition()) return;
    } catch (error) {
      cause = error;
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  } while (performance.now() < lateMs);
  throw new Error(`Waited in vain: ${wanted}`, { cause });
};
