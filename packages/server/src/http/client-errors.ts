import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { ProblemError, problemDocument } from './problem.ts';

const problemOf = (code: string | undefined): ProblemError => {
  if (code === 'HPE_HEADER_OVERFLOW') return new ProblemError('header_fields_too_large');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new ProblemError('request_timeout');
  return new ProblemError('malformed_request');
};

/**
 * Responds with a problem document to what HTTP itself could not read. No request exists then, so nothing is known of its
 * language or origin, and the connection ends.
 */
export const respondToClientError = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code !== 'ECONNRESET' && socket.writable) {
    const problem = problemOf(error.code);
    const requestId = randomUUID();
    const body = JSON.stringify(problemDocument(problem, requestId, undefined));
    socket.write(
      [
        `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
        'Content-Type: application/problem+json; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(body)}`,
        'Cache-Control: no-store',
        'X-Content-Type-Options: nosniff',
        `X-Request-Id: ${requestId}`,
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  }
  socket.destroySoon();
};
