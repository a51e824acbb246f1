/** Files that somebody has begun and no message has taken yet, by what they were announced to hold. */
export interface WaitingUploads {
  count: number;
  bytes: number;
}

/** Whether one more may wait. */
export const mayWait = (waiting: WaitingUploads, sizeBytes: number, limit: WaitingUploads): boolean =>
  waiting.count < limit.count && waiting.bytes + sizeBytes <= limit.bytes;

/** Files of a person, and of an organisation, that may wait at a time unless an installation says otherwise. */
export const WAITING_COUNTS = { ofUser: 100, ofProvider: 500 } as const;

/** Files of the largest size that may wait at a time: two full messages of a person, eight of an organisation. */
const LARGEST_FILES = { ofUser: 20, ofProvider: 80 } as const;

/** The limits of a person and an organisation that follow from the largest file. */
export const waitingLimits = (
  attachmentMaxBytes: number,
): Record<keyof typeof WAITING_COUNTS, WaitingUploads> => ({
  ofUser: { count: WAITING_COUNTS.ofUser, bytes: LARGEST_FILES.ofUser * attachmentMaxBytes },
  ofProvider: { count: WAITING_COUNTS.ofProvider, bytes: LARGEST_FILES.ofProvider * attachmentMaxBytes },
});

const HOUR_MS = 60 * 60 * 1000;

/** How long an upload may wait: for its bytes half a day of work, so that a cut one soon stops counting; for its message a day. */
export const uploadLifeMs = (state: string): number => (state === 'uploading' ? 4 : 24) * HOUR_MS;
