/**
 * One message before its slots are filled. A slot is `{name}`; `facts.ts` says which exist. With files, their names have
 * slots too and their extension decides what they are.
 */
export type Template = string | { text: string; files: readonly string[] };

/** A question of the operator and what the provider may answer to it. */
export interface Exchange {
  asks: readonly Template[];
  answers: readonly Template[];
}

/**
 * What two sides write to each other about one subject. Every variant of a step fits every variant of the others, so any
 * draw is a conversation that makes sense.
 */
export interface Conversation {
  /** First message of the provider. Empty for subjects that only the operator opens. */
  openings: readonly Template[];
  /** First message when an agent registers a telephone call or a letter. */
  registered?: readonly Template[];
  /** The operator is on it and asks for nothing. */
  updates: readonly Template[];
  exchanges: readonly Exchange[];
  conclusions: readonly Template[];
  /** What brings a closed protocol back after the first of the conclusions, and the second conclusion. */
  reopening?: { doubts: readonly Template[]; answers: readonly Template[] };
  /** Notes among agents. */
  internal?: readonly Template[];
  /** Notes for groups that may see confidential data. */
  confidential?: readonly Template[];
}

/** Text with files. */
export function withFiles(text: string, ...files: string[]): Template {
  return { text, files };
}
