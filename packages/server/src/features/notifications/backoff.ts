const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** How long after each failed attempt the next one comes: ten attempts in about a day and a half. */
const PAUSES_MS = [
  ...[5 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS],
  ...[HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS, 12 * HOUR_MS],
];

/** After this many attempts a delivery is dead until an admin retries it. */
export const MAX_ATTEMPTS = PAUSES_MS.length + 1;

/**
 * The pause after a failed attempt (1, 2, …); undefined when it was the last. It varies by a fifth, so that what failed
 * together does not come back together.
 *
 * @param random from 0 to 1
 */
export const pauseAfter = (attempt: number, random: number = Math.random()): number | undefined => {
  const pause = PAUSES_MS[attempt - 1];
  return pause === undefined ? undefined : Math.round(pause * (0.8 + 0.4 * random));
};
