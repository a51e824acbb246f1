import { openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import {
  ConfigError,
  createLogOutput,
  parseConfig,
  type RunningServer,
  startServer,
  stopOnSignals,
  tolerateLostOutput,
} from '@fale-conosco/server';
import { loadOrCreateDemoIssuer, seedDemo } from './catalogue/index.ts';
import { startMailbox } from './mailbox/mailbox.ts';
import { startPortal } from './portals.ts';
import { dataDir, originsOf, readPlaces } from './settings.ts';

/** `npm start`: the whole product on this machine, database included, with the demo catalogue. */
const say = (line: string): void => {
  console.log(line);
};

/** What a person has to change, without a stack. */
class StartError extends Error {}

const assertFree = async (port: number): Promise<void> => {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be used (${error.code})`;
      const advice =
        'Stop that program, or choose other ports with PORT_BASE, for example: PORT_BASE=5000 npm start';
      reject(new StartError(`Port ${port} ${reason}. ${advice}`));
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
};

const start = async (cleanUp: AsyncDisposableStack): Promise<void> => {
  const { apiPort, portals, mailbox } = readPlaces();
  const ports = [apiPort, ...portals.map((portal) => portal.port), mailbox.pagePort, mailbox.smtpPort];
  for (const port of ports) await assertFree(port);
  await mkdir(dataDir, { recursive: true });

  const issuer = await loadOrCreateDemoIssuer(dataDir);
  const config = parseConfig({
    SMTP_URL: `smtp://127.0.0.1:${mailbox.smtpPort}`,
    MAIL_FROM: 'Fale Conosco <fale-conosco@vidaplena.example>',
    PORTAL_URL: `http://localhost:${apiPort + 200}/app.html#/contato/{number}`,
    CRM_URL: `http://localhost:${apiPort + 300}/app.html#crm/protocolos/{number}`,
    // Whoever tries webhooks has the receiver on this machine.
    WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8,::1',
    ...process.env,
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: String(apiPort),
    CORS_ORIGINS: portals.flatMap(({ port }) => originsOf(port)).join(','),
  });
  const mailboxServer = await startMailbox(mailbox);
  cleanUp.defer(() => mailboxServer.close());
  const logFile = path.join(dataDir, 'server.log');
  const started = await startServer({
    config: { ...config, tokenIssuers: [...config.tokenIssuers, issuer.issuerConfig] },
    onLog: say,
    logStream: createLogOutput(openSync(logFile, 'a')),
    prepare: async (db, storage) => {
      const seeded = await seedDemo(db, storage);
      say(
        seeded
          ? `Demo catalogue stored: ${seeded.protocols} protocols, ${seeded.messages} messages, ${seeded.attachments} files.`
          : 'The demo catalogue is there already.',
      );
    },
  });
  server = started;
  cleanUp.defer(() => started.close());
  for (const settings of portals) {
    const portal = await startPortal({ ...settings, apiPort, issuer });
    cleanUp.defer(() => portal.close());
  }

  const rows: [string, string][] = portals.map(({ title, port }) => [title, `http://localhost:${port}`]);
  rows.push(
    ['Mailbox', `http://localhost:${mailbox.pagePort}`],
    ['API', `http://localhost:${apiPort}/v1`],
    ['OpenAPI', `http://localhost:${apiPort}/v1/openapi.json`],
  );
  const width = Math.max(...rows.map(([title]) => title.length));
  say('');
  say('Ready');
  for (const [title, address] of rows) say(`  ${title.padEnd(width)}  ${address}`);
  say('');
  say('  A token:           npm run --silent token -- --user ana@saolucas');
  say('  Answer as agent:   npm run agent -- list');
  say(`  Data and log:      ${dataDir} (server.log)`);
  say('  Stop:              Ctrl+C');
};

tolerateLostOutput();
let server: RunningServer | undefined;
const cleanUp = new AsyncDisposableStack();
const starting = start(cleanUp).catch(async (error: unknown) => {
  const known = error instanceof StartError || error instanceof ConfigError || error instanceof RangeError;
  console.error(known ? error.message : error);
  process.exitCode = 1;
  await cleanUp.disposeAsync();
});

stopOnSignals({
  onLog: say,
  stop: async () => {
    say('Stopping.');
    await starting;
    await server?.drain();
    await cleanUp.disposeAsync();
    say('Stopped.');
  },
});
