import type { RefusedField } from '@fale-conosco/sdk';
import type { Messages } from './messages/pt-BR.ts';

/** The stable code of an error, of the SDK or of anything else that has one. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What an error means to the person in front of the screen: told by its code, never by its message. */
export const errorText = (error: unknown, t: Messages): string => {
  const code = errorCode(error);
  if (code === 'connection_failed') return t.errors.connection;
  if (code === 'timeout') return t.errors.timeout;
  return t.errors.problem[code === 'token_expired' ? 'unauthenticated' : code] ?? t.errors.unexpected;
};

/** The id to quote to the support, as a text; `undefined` when the server gave none. */
export const errorReference = (error: unknown, t: Messages): string | undefined =>
  error instanceof Error && 'requestId' in error && typeof error.requestId === 'string' && error.requestId
    ? t.errors.requestId(error.requestId)
    : undefined;

/** What is wrong with one field, in words; `label` is how the form names the field. */
export const fieldIssueText = ({ code, params }: RefusedField, label: string, t: Messages): string =>
  (t.errors.field[code] ?? t.errors.field.other)(label, Number(params?.['max'] ?? 0));
