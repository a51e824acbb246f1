/** What was asked of the server and what became of it, for the comparison with the database. */

/** What the server said of an effect. */
export interface Acknowledgement {
  number: string;
  /** Of the entry in the thread that holds the text; undefined where the response does not tell. */
  sequence?: number;
}

/** One thing that somebody wanted to have done, once. */
export interface Intent {
  kind: 'create' | 'reply' | 'answer' | 'close' | 'forward' | 'browser';
  /** A text that no other intent has; it is the body of the entry that the effect writes. */
  marker: string;
  /** How often it was sent, the repetitions inside the SDK apart. */
  attempts: number;
  outcome: 'unknown' | 'acknowledged' | 'refused';
  acknowledgement?: Acknowledgement;
  /** Code of the refusal. */
  refusal?: string;
}

/** A file that the server said to have. */
export interface StoredFile {
  id: string;
  sha256: string;
}

/** All of a run. */
export class Ledger {
  readonly intents: Intent[] = [];
  readonly files: StoredFile[] = [];
  readonly #run: string;

  /** @param run makes the markers of this run unlike those of others */
  constructor(run: string) {
    this.#run = run;
  }

  /** Notes what is about to be asked for. */
  add(kind: Intent['kind']): Intent {
    const intent: Intent = {
      ...{ kind, attempts: 0, outcome: 'unknown' },
      marker: `${this.#run} ${kind} ${this.intents.length + 1}.`,
    };
    this.intents.push(intent);
    return intent;
  }

  /** How many came to an end of a kind. */
  count(outcome: Intent['outcome']): number {
    return this.intents.filter((intent) => intent.outcome === outcome).length;
  }
}
