/** What {@link AttemptError} carries beside its reason. */
export interface AttemptErrorOptions {
  /** Trying again cannot help. */
  final?: boolean;
  /** The receiver wants nothing more. */
  gone?: boolean;
}

/** An attempt that failed. Its message is kept and shown: what it says names no person and quotes no receiver. */
export class AttemptError extends Error {
  override readonly name = 'AttemptError';
  readonly final: boolean;
  readonly gone: boolean;

  constructor(reason: string, { final = false, gone = false }: AttemptErrorOptions = {}) {
    super(reason);
    this.final = final;
    this.gone = gone;
  }
}

/** The code of an error of the network (`ECONNREFUSED`), which says what happened and quotes nothing. */
export const networkReason = (error: unknown): string => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : 'connection failed';
};
