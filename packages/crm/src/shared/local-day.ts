/** A day of the contract, `2026-11-24`, as an instant that every format shows as that day: noon, in the operator's time zone. */
export const instantOf = (day: string): string => `${day}T12:00:00-03:00`;
