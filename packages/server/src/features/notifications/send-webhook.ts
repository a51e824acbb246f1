import { type ClientRequest, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { WebhookConfig } from '../../config.ts';
import type { AddressRules } from '../settings/webhooks/address.ts';
import { signedHeaders } from '../settings/webhooks/signature.ts';
import { AttemptError, networkReason } from './attempt-error.ts';
import type { WebhookJob } from './deliveries/repository.ts';

/** The same for every attempt, so that a receiver knows a repetition; never the same for two messages. */
const messageId = ({ id, createdAt }: WebhookJob): string => `msg_${id}_${createdAt.getTime()}`;

/** What admins learn of a receiver: no more, or an address could be used to look around in the operator's network. */
const NO_RESPONSE = 'no response';
const classOf = (status: number): string => `HTTP ${Math.floor(status / 100)}xx`;

/**
 * Sends a message to another system. A redirection is not followed: its target was not checked.
 *
 * @throws AttemptError
 */
export const sendWebhook = async (
  job: WebhookJob,
  { timeoutMs }: Pick<WebhookConfig, 'timeoutMs'>,
  { isAcceptedUrl, lookup }: AddressRules,
): Promise<void> => {
  if (!job.active) throw new AttemptError('webhook is inactive', { final: true });
  // The setting may have changed since the address was accepted.
  if (!isAcceptedUrl(job.url)) throw new AttemptError('address is not accepted', { final: true });
  const body = JSON.stringify(job.payload);
  const send = job.url.startsWith('https:') ? httpsRequest : httpRequest;
  const timeout = AbortSignal.timeout(timeoutMs);
  let request: ClientRequest | undefined;
  try {
    const status = await new Promise<number>((resolve, reject) => {
      request = send(job.url, {
        method: 'POST',
        agent: false,
        lookup,
        signal: timeout,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Fale-Conosco-Webhooks/1',
          ...signedHeaders(job.secret, { id: messageId(job), sentAt: new Date(), body }),
        },
      });
      request.on('response', (response) => resolve(response.statusCode ?? 0));
      request.on('error', reject);
      request.end(body);
    });
    const detail = `HTTP ${status}`;
    if (status === 410) throw new AttemptError('gone', { detail, final: true, gone: true });
    if (status < 200 || status > 299) throw new AttemptError(classOf(status), { detail });
  } catch (error) {
    if (error instanceof AttemptError) throw error;
    throw new AttemptError(NO_RESPONSE, { detail: timeout.aborted ? 'timeout' : networkReason(error) });
  } finally {
    // The body of the response is not read, however long it is.
    request?.on('error', () => undefined).destroy();
  }
};
