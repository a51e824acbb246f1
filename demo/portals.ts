import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { type DemoIssuer, demoAgents, demoProviders, demoProviderUsers } from './catalogue/index.ts';
import { type PortalSettings, root } from './settings.ts';

/** What a portal needs beside its pages. */
export interface PortalOptions extends PortalSettings {
  apiPort: number;
  issuer: DemoIssuer;
}

/** A portal that takes requests. */
export interface RunningPortal {
  close(): Promise<void>;
}

interface Person {
  login: string;
  name: string;
  /** Name of the provider; of the operator's people, nothing. */
  organization: string;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Folders outside the portal's own that its pages use: our bundles, what signing in has, the old libraries of such portals. */
const MOUNTS: readonly (readonly [prefix: string, directory: string])[] = [
  ['/cdn/', path.join(root, 'packages/elements/cdn')],
  ['/cdn-crm/', path.join(root, 'packages/crm/cdn')],
  ['/sign-in/', path.join(root, 'demo/sign-in')],
  ['/vendor/bootstrap/', path.join(root, 'node_modules/bootstrap')],
  ['/vendor/jquery/', path.join(root, 'node_modules/jquery')],
];

const people = (side: PortalSettings['side']): Person[] =>
  side === 'operator'
    ? demoAgents.map(({ login, name }) => ({ login, name, organization: '' }))
    : demoProviderUsers.map(({ login, name, providerId }) => ({
        login,
        name,
        organization: demoProviders.find(({ id }) => id === providerId)?.name ?? '',
      }));

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A path of this portal, for redirects; anything else goes to the first page. */
const localPath = (target: string | null): string =>
  target !== null && /^\/(?![/\\])[^\r\n]*$/.test(target) ? target : '/';

/**
 * Serves a portal of the demo: its pages, and what the back end of every portal that embeds Fale Conosco has of its own: a
 * session, and an address that gives the signed-in person a short token. Signing in takes a click and no password, which
 * is all that makes it a demo.
 */
export const startPortal = async (options: PortalOptions): Promise<RunningPortal> => {
  const { name, directory, port, side, apiPort, issuer } = options;
  const known = new Map(people(side).map((person) => [person.login, person]));
  // Cookies do not tell ports apart: each portal has a name of its own.
  const cookieName = `sessao_${name.replaceAll('-', '_')}`;
  const headerTemplate = await readFile(path.join(directory, 'headers.json'), 'utf8').catch(() => '{}');

  const personOf = (request: IncomingMessage): Person | undefined => {
    const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
    const value = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
    return value === undefined ? undefined : known.get(decodeURIComponent(value));
  };

  const redirect = (response: ServerResponse, location: string, cookie?: string): void => {
    response
      .writeHead(303, { location, 'cache-control': 'no-store', ...(cookie && { 'set-cookie': cookie }) })
      .end();
  };

  const plain = (response: ServerResponse, status: number, text: string): void => {
    response
      .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
      .end(text);
  };

  const giveToken = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const person = personOf(request);
    // The cookie alone would let other sites ask in this person's name.
    const site = request.headers['sec-fetch-site'];
    const { origin } = request.headers;
    const sameOrigin = origin === undefined || URL.parse(origin)?.host === request.headers.host;
    if (request.method !== 'POST' || !sameOrigin || (site !== undefined && site !== 'same-origin')) {
      plain(response, 403, 'Forbidden');
    } else if (!person) {
      plain(response, 401, 'Sign in first');
    } else {
      const token = await issuer.signToken(person.login);
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
        exp: number;
      };
      const expiresAt = new Date(claims.exp * 1000);
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify({ token, expiresAt: expiresAt.toISOString() }));
    }
  };

  const sendFile = async (
    request: IncomingMessage,
    response: ServerResponse,
    pathname: string,
  ): Promise<void> => {
    const mount = MOUNTS.find(([prefix]) => pathname.startsWith(prefix));
    const folder = mount?.[1] ?? directory;
    const relative = mount
      ? pathname.slice(mount[0].length)
      : pathname === '/'
        ? 'index.html'
        : pathname.slice(1);
    const file = path.join(folder, relative);
    const inside =
      file.startsWith(`${folder}${path.sep}`) && !relative.split('/').some((part) => part.startsWith('.'));
    const type = CONTENT_TYPES[path.extname(file)];
    if (!inside || type === undefined || relative === 'headers.json')
      return plain(response, 404, 'Not found');
    let content: Buffer | string;
    try {
      content = await readFile(file);
    } catch {
      return plain(response, 404, 'Not found');
    }
    // The page calls the API by the name by which it was called itself.
    const hostname = request.headers.host?.startsWith('localhost:') ? 'localhost' : '127.0.0.1';
    const apiBaseUrl = `http://${hostname}:${apiPort}`;
    if (type.startsWith('text/html')) {
      const html = content.toString('utf8');
      const person = personOf(request);
      if (!person && html.includes('{{USER_NAME}}')) return redirect(response, '/');
      content = html
        .replaceAll('{{API_BASE_URL}}', apiBaseUrl)
        .replaceAll('{{USER_NAME}}', escapeHtml(person?.name ?? ''))
        .replaceAll('{{PROVIDER_NAME}}', escapeHtml(person?.organization ?? ''));
    }
    const headers = JSON.parse(headerTemplate.replaceAll('{{API_BASE_URL}}', apiBaseUrl)) as Record<
      string,
      string
    >;
    response.writeHead(200, { ...headers, 'content-type': type, 'cache-control': 'no-cache' });
    response.end(request.method === 'HEAD' ? undefined : content);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = URL.parse(request.url ?? '/', `http://127.0.0.1:${port}`);
    if (!url) return plain(response, 400, 'Bad request');
    // Browsers ask by themselves; a 404 would stand in the console of every page.
    if (url.pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    if (url.pathname === '/fale-conosco/token') return await giveToken(request, response);
    if (url.pathname === '/sessao/entrar') {
      const person = known.get(url.searchParams.get('usuario') ?? '');
      if (!person) return plain(response, 404, 'Unknown demo user');
      const cookie = `${cookieName}=${encodeURIComponent(person.login)}; Path=/; HttpOnly; SameSite=Lax`;
      return redirect(response, localPath(url.searchParams.get('para')), cookie);
    }
    if (url.pathname === '/sessao/sair')
      return redirect(response, '/', `${cookieName}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`);
    // The pages of old portals post their forms back to themselves, and get the page again.
    let pathname: string;
    try {
      pathname = decodeURIComponent(url.pathname);
    } catch {
      return plain(response, 400, 'Bad request');
    }
    request.resume();
    return await sendFile(request, response, pathname);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else plain(response, 500, 'Internal error');
    });
  });
  await listen(server, port);
  return {
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
};

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
