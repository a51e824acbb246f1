/** What {@link AttemptError} carries beside its reason. */
export interface AttemptErrorOptions {
  /** Trying again cannot help. */
  final?: boolean;
  /** The receiver wants nothing more. */
  gone?: boolean;
  /** What the log says more, where the reason is not all. */
  detail?: string;
}

/** An attempt that failed. Its message is kept and shown: what it says names no person and quotes no receiver. */
export class AttemptError extends Error {
  override readonly name = 'AttemptError';
  readonly final: boolean;
  readonly gone: boolean;
  readonly detail: string;

  constructor(reason: string, { final = false, gone = false, detail = reason }: AttemptErrorOptions = {}) {
    super(reason);
    this.detail = detail;
    this.final = final;
    this.gone = gone;
  }
}

/** The code of an error of the network (`ECONNREFUSED`), which says what happened and quotes nothing. */
export const networkReason = (error: unknown): string => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : 'connection failed';
};
