import type { FieldIssueCode, ProblemCode } from '@fale-conosco/contract';

/** What an e-mail is about, in words. `{number}`, `{group}` and `{operator}` are filled in. */
export interface EmailWords {
  subject: string;
  sentence: string;
}

/** Texts of the e-mails. None has a place for what people write. */
export interface EmailTexts {
  newProtocol: EmailWords;
  answered: EmailWords;
  asked: EmailWords;
  closed: EmailWords;
  protocol: string;
  /** Where to read it, when no address is set. */
  openInCrm: string;
  openInPortal: string;
  footer: string;
}

/** Every text of the server for people, in one language. `{max}` and the like are filled in. */
export interface Catalogue {
  problems: Record<ProblemCode, string>;
  issues: Record<FieldIssueCode, string>;
  /** Used instead of `too_long` when the limit is known. */
  tooLongWithMax: string;
  /** Used instead of `too_many` when the limit is known. */
  tooManyWithMax: string;
  emails: EmailTexts;
}
