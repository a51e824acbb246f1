import type { CrmMessages } from '../messages/index.ts';

/** Why an attempt failed, as text: the server keeps only a code, such as `HTTP 5xx` or `no response`. */
export const attemptError = (code: string, { notifications: words }: CrmMessages): string => {
  const known = words.error[code];
  if (known) return known;
  const [, protocol, status = ''] = /^(HTTP|SMTP) (\dxx|\d{3})$/.exec(code) ?? [];
  if (protocol === 'HTTP') return words.errorHttp(status);
  return protocol === 'SMTP' ? words.errorSmtp(status) : words.errorOther(code);
};
