/** Entries of a page, protocols and messages alike, when the caller does not say. */
export const DEFAULT_PAGE_SIZE = 25;

/** Where counting for tabs and queues stops, so that its cost is bounded. */
export const COUNT_CAP = 1000;
