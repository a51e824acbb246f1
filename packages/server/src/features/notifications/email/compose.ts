import { formatProtocolNumber } from '@fale-conosco/contract';
import type { EmailConfig } from '../../../config/email.ts';
import type { EmailTexts } from '../../../messages/email-texts.ts';
import { emailTexts } from '../../../messages/index.ts';
import type { EmailJob } from '../deliveries/repository.ts';

/** The texts of an e-mail. */
export interface ComposedEmail {
  subject: string;
  text: string;
}

const fill = (template: string, values: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

const wordsOf = ({ topic, payload }: EmailJob, emails: EmailTexts) =>
  topic === 'group.new_protocol' ? emails.newProtocol : emails[payload.answer ?? 'answered'];

/**
 * Writes an e-mail: which protocol, what happened in one sentence, and where to read it. What people wrote, their
 * names and the subject of the protocol stay out of it: mail is read by more people and machines than its addressee.
 */
export const composeEmail = (
  job: EmailJob,
  { language, portalUrl, crmUrl }: EmailConfig,
  operatorName: string,
): ComposedEmail => {
  const emails = emailTexts[language];
  const toGroup = job.topic === 'group.new_protocol';
  const { subject, sentence } = wordsOf(job, emails);
  const number = formatProtocolNumber(job.number);
  const values = { number, group: job.groupName, operator: operatorName };
  const link = (toGroup ? crmUrl : portalUrl)?.replaceAll('{number}', job.number);
  const where = link ?? (toGroup ? emails.openInCrm : emails.openInPortal);
  const lines = [fill(sentence, values), '', fill(emails.protocol, values), where, '', '-- ', emails.footer];
  return { subject: fill(subject, values), text: `${lines.join('\n')}\n` };
};
