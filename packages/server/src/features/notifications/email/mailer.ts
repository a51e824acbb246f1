import { createTransport } from 'nodemailer';
import type { EmailConfig } from '../../../config/email.ts';
import { AttemptError, networkReason } from '../attempt-error.ts';
import type { EmailJob } from '../deliveries/repository.ts';
import { composeEmail } from './compose.ts';

/** Sends e-mails. */
export interface Mailer {
  /** @throws AttemptError */
  send(job: EmailJob): Promise<void>;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;

/** One address and nothing else: no list, no name, no line break that could begin another header. */
const ADDRESS = /^[^\s@<>()[\],;:\\"\p{Cc}]+@[^\s@<>()[\],;:\\"\p{Cc}]+$/u;

const describe = (error: unknown): AttemptError => {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  if (typeof responseCode !== 'number') return new AttemptError(networkReason(error));
  // RFC 5321, 4.2.1: a 5yz response about the mail itself is permanent. A rejected sign-in is not: an admin corrects it.
  const final = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  return new AttemptError(`SMTP ${responseCode}`, { final });
};

/** Makes the sender of an installation's e-mails: a connection each, text only. */
export const createMailer = (email: EmailConfig, operatorName: string): Mailer => {
  const { smtp, from } = email;
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    requireTLS: smtp.requireTls,
    ...(smtp.credentials && { auth: { user: smtp.credentials.user, pass: smtp.credentials.password } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return {
    async send(job) {
      const { id, recipient, createdAt } = job;
      if (!ADDRESS.test(recipient)) throw new AttemptError('address is not accepted', { final: true });
      try {
        await transport.sendMail({
          ...composeEmail(job, email, operatorName),
          from,
          to: { name: '', address: recipient },
          envelope: { from: from.address, to: [recipient] },
          // The same for every attempt, so that mail systems recognize a repetition.
          messageId: `<${id}.${createdAt.getTime()}.fale-conosco@${domain}>`,
          // RFC 3834, 5: prevents out-of-office replies. The second header is Exchange's.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          textEncoding: 'quoted-printable',
        });
      } catch (error) {
        throw describe(error);
      }
    },
  };
};
