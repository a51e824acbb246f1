import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** Where the mailbox listens, on this machine only. */
export interface MailboxPorts {
  /** The page. */
  pagePort: number;
  /** The mail server, which takes mail for everybody and passes none on. */
  smtpPort: number;
}

/** A mailbox that takes mail. */
export interface RunningMailbox {
  close(): Promise<void>;
}

/** A mail as lists show it. */
interface MailSummary {
  id: number;
  from: string;
  to: string;
  subject: string;
  receivedAt: string;
  read: boolean;
}

/** A mail as it is read. */
interface Mail extends MailSummary {
  text: string;
  headers: { name: string; value: string }[];
}

/** Older ones make room. */
const KEPT_MAILS = 500;
const MAX_MAIL_BYTES = 1_048_576;

const PAGE_FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/mailbox.css': ['mailbox.css', 'text/css; charset=utf-8'],
  '/mailbox.js': ['mailbox.js', 'text/javascript; charset=utf-8'],
  '/icon.svg': ['icon.svg', 'image/svg+xml'],
};

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; " +
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

const parse = async (raw: Buffer, id: number, recipients: readonly string[]): Promise<Mail> => {
  const email = await PostalMime.parse(raw);
  return {
    id,
    from: email.from?.address ?? '',
    to: recipients.join(', '),
    subject: email.subject ?? '',
    receivedAt: new Date().toISOString(),
    read: false,
    text: email.text ?? '',
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
  };
};

const summaryOf = ({ text: _text, headers: _headers, ...summary }: Mail): MailSummary => summary;

/** Where the demo's e-mails end: a mail server that keeps them in memory, and a page to read them, as text only. */
export const startMailbox = async ({ pagePort, smtpPort }: MailboxPorts): Promise<RunningMailbox> => {
  const mails: Mail[] = [];
  const watchers = new Set<ServerResponse>();
  let lastId = 0;

  const tellWatchers = (): void => {
    for (const watcher of watchers) watcher.write('event: changed\ndata:\n\n');
  };

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: MAX_MAIL_BYTES,
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        lastId += 1;
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        parse(Buffer.concat(chunks), lastId, recipients).then(
          (mail) => {
            mails.unshift(mail);
            mails.length = Math.min(mails.length, KEPT_MAILS);
            tellWatchers();
            callback(null);
          },
          () => callback(Object.assign(new Error('The mail could not be read.'), { responseCode: 554 })),
        );
      });
    },
  });
  // A sender that hangs up in the middle is the sender's business.
  smtp.on('error', () => undefined);

  const json = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, { ...SECURITY_HEADERS, 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

  /** Another site must not read the mails by a name of its own for this machine. */
  const isOwnName = ({ headers }: IncomingMessage): boolean =>
    [`localhost:${pagePort}`, `127.0.0.1:${pagePort}`].includes(headers.host ?? '');

  /** Nor may another page clear them. */
  const isOwnPage = ({ headers }: IncomingMessage): boolean =>
    (headers.origin === undefined || URL.parse(headers.origin)?.host === headers.host) &&
    [undefined, 'same-origin', 'none'].includes(headers['sec-fetch-site']);

  const watch = (response: ServerResponse): void => {
    response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': 'text/event-stream' });
    response.write('event: changed\ndata:\n\n');
    watchers.add(response);
    response.on('close', () => watchers.delete(response));
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pathname = URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? '';
    const [file, type] = PAGE_FILES[pathname] ?? [];
    if (!isOwnName(request)) return json(response, 403, {});
    if (request.method === 'GET' && file !== undefined) {
      response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': type });
      response.end(await readFile(path.join(import.meta.dirname, file)));
      return;
    }
    // Links from elsewhere lead to the page; what is in it comes to the page alone.
    if (!isOwnPage(request)) return json(response, 403, {});
    const id = /^\/mails\/(\d+)$/.exec(pathname)?.[1];
    if (request.method === 'GET' && pathname === '/events') return watch(response);
    if (request.method === 'GET' && pathname === '/mails') return json(response, 200, mails.map(summaryOf));
    if (request.method === 'DELETE' && pathname === '/mails') {
      mails.length = 0;
      tellWatchers();
      return json(response, 200, []);
    }
    const mail = id === undefined ? undefined : mails.find((candidate) => candidate.id === Number(id));
    if (request.method !== 'GET' || !mail) return json(response, 404, {});
    if (!mail.read) {
      mail.read = true;
      tellWatchers();
    }
    json(response, 200, mail);
  };

  const page = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    smtp.server.once('error', reject);
    smtp.listen(smtpPort, '127.0.0.1', () => resolve());
  });
  await listen(page, pagePort);
  return {
    close: async () => {
      const closed = new Promise<void>((resolve) => page.close(() => resolve()));
      page.closeAllConnections();
      await closed;
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
};

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
