import { isThisMachine, type LanguageTag } from '@fale-conosco/domain';
import { z } from 'zod';
import { messageOf, switchedBy } from './settings.ts';

/** The mail server that takes what the installation sends (SMTP_URL). */
export interface SmtpConfig {
  host: string;
  port: number;
  /** `smtps:`: encrypted from the first byte. */
  secure: boolean;
  /** Whether a connection that begins plain must become encrypted before anything is said (RFC 3207). */
  requireTls: boolean;
  credentials: { user: string; password: string } | undefined;
}

/** E-mail to people: what is needed to write and to send it. */
export interface EmailConfig {
  smtp: SmtpConfig;
  /** MAIL_FROM */
  from: { name: string; address: string };
  /** MAIL_LANGUAGE */
  language: LanguageTag;
  /** PORTAL_URL: where a provider finds a protocol, with `{number}` in its place; undefined: mails have no link. */
  portalUrl: string | undefined;
  /** CRM_URL: the same for the operator's people. */
  crmUrl: string | undefined;
}

const smtpParameters = z.strictObject({ requireTLS: switchedBy.optional() });

/** SMTP_URL */
export const smtpUrl = z.string().transform((value, context): SmtpConfig => {
  const expected = 'expected smtp://user:password@host:587 or smtps://user:password@host';
  const url = URL.parse(value);
  const parameters = smtpParameters.safeParse(Object.fromEntries(url?.searchParams ?? []));
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || !/^\/?$/.test(url.pathname)) {
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  }
  if (!parameters.success) {
    for (const issue of parameters.error.issues)
      context.addIssue({ code: 'custom', message: messageOf(issue), path: issue.path.map(String) });
    return z.NEVER;
  }
  const secure = url.protocol === 'smtps:';
  try {
    const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
    return {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
      secure,
      // Otherwise an attacker on the way could ask for plain text, and read the credentials and the addresses.
      requireTls: !secure && (parameters.data.requireTLS ?? !isThisMachine(url)),
      credentials: user === '' ? undefined : { user, password },
    };
  } catch {
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  }
});

/** MAIL_FROM: `fale@operadora.example`, or `Fale Conosco <fale@operadora.example>`. */
export const mailbox = z.string().transform((value, context) => {
  const address = /[^\s@<>()[\],;:\\"]+@[^\s@<>.]+(?:\.[^\s@<>.]+)+/;
  const match = new RegExp(`^(?:([^<>"\\p{Cc}]*)<(${address.source})>|(${address.source}))$`, 'u').exec(
    value.trim(),
  );
  if (match) return { name: (match[1] ?? '').trim(), address: match[2] ?? match[3] ?? '' };
  context.addIssue({
    code: 'custom',
    message: 'expected an address, like Fale Conosco <fale@operadora.example>',
  });
  return z.NEVER;
});

/** PORTAL_URL, CRM_URL */
export const linkTemplate = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && value.includes('{number}') && !/\s/.test(value);
}, 'expected an address with {number}, like https://portal.example/fale-conosco#/{number}');
