/** Serves the catalogue of states, every state of every element: `node --conditions=source demo/states/serve.ts`. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { bundleStates } from './bundle.ts';

const files: Record<string, [file: string, type: string]> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/states.css': ['states.css', 'text/css; charset=utf-8'],
};

/** Starts the server on loopback; the bundle is made anew whenever the page is loaded. Port 0 takes any free one. */
export async function serveStates(port: number): Promise<{ url: string; close: () => void }> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const known = files[pathname];
    if (known) {
      response.writeHead(200, { 'Content-Type': known[1] });
      response.end(readFileSync(path.join(import.meta.dirname, known[0])));
    } else if (pathname === '/states.js') {
      bundleStates().then(
        (code) => response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8' }).end(code),
        (error: unknown) => {
          console.error(error);
          response.writeHead(500).end();
        },
      );
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

if (import.meta.main) {
  // Beside a running demo, whose ports end below.
  const { url } = await serveStates(Number(process.env.PORT_BASE ?? 4000) + 500);
  console.log(`Estados dos componentes: ${url}`);
}
