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
