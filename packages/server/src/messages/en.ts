import type { EmailTexts } from './email-texts.ts';

/** English. */
export const en: EmailTexts = {
  newProtocol: {
    subject: 'New protocol {number}',
    sentence: 'A new protocol has arrived for the group {group}.',
  },
  answered: {
    subject: 'Protocol {number}: new answer',
    sentence: '{operator} has answered your contact.',
  },
  asked: {
    subject: 'Protocol {number}: waiting for your answer',
    sentence: '{operator} needs something from you to go on.',
  },
  closed: {
    subject: 'Protocol {number}: closed',
    sentence: '{operator} has closed your contact.',
  },
  protocol: 'Protocol {number}',
  openInCrm: 'Open the protocol in the CRM.',
  openInPortal: "Open the protocol in Fale conosco, on the provider's portal.",
  footer: 'Automatic message; do not reply. For safety, the content of protocols is never sent by e-mail.',
};
