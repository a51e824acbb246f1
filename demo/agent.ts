import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  type CloseProtocol,
  type CrmProtocol,
  type CrmProtocolPage,
  type NewCrmMessage,
  type Problem,
  stripProtocolNumber,
} from '@fale-conosco/contract';
import { demoAgents, loadOrCreateDemoIssuer } from './catalogue/index.ts';
import { dataDir, readPlaces } from './settings.ts';

/** Answers as the operator through the API, until there is a console for it. */
const USAGE = `Usage, while npm start runs:
  npm run agent -- list                                  open protocols, latest first
  npm run agent -- reply <number> "text" [--ask] [--file path]…
  npm run agent -- close <number> "text"
  Options: --as fabio@faturamento   who answers (an agent of the protocol's group unless given)`;

class UsageError extends Error {}

const ADMIN = 'admin@operadora';
const { apiPort } = readPlaces();
const api = `http://127.0.0.1:${apiPort}`;
const issuer = await loadOrCreateDemoIssuer(dataDir);

const call = async (login: string, target: string, init: RequestInit = {}): Promise<Response> => {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${await issuer.signToken(login)}`);
  let response: Response;
  try {
    response = await fetch(new URL(target, api), { ...init, headers });
  } catch {
    throw new UsageError(`Nothing answers on ${api}. Is npm start running?`);
  }
  if (response.ok) return response;
  const problem = (await response.json()) as Problem;
  const issues = (problem.issues ?? []).map((issue) => `\n  ${issue.path}: ${issue.message}`);
  throw new UsageError(`${problem.status} ${problem.title} (${problem.code})${issues.join('')}`);
};

const post = async (login: string, target: string, body: NewCrmMessage | CloseProtocol): Promise<unknown> => {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  return await (await call(login, target, { method: 'POST', headers, body: JSON.stringify(body) })).json();
};

/** Sends a file in one piece; @returns the attachment's id */
const upload = async (login: string, file: string): Promise<string> => {
  const content = await readFile(file);
  const tus = { 'tus-resumable': '1.0.0' };
  const name = Buffer.from(path.basename(file)).toString('base64');
  const created = await call(login, '/v1/uploads', {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(content.length), 'upload-metadata': `filename ${name}` },
  });
  const location = created.headers.get('location') ?? '';
  const headers = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
  if (content.length > 0) await call(login, location, { method: 'PATCH', headers, body: content });
  return location.split('/').at(-1) ?? '';
};

const list = async (login: string): Promise<void> => {
  const { items } = (await (
    await call(login, '/v1/crm/protocols?state=open&limit=20')
  ).json()) as CrmProtocolPage;
  for (const { number, status, provider, classification } of items) {
    console.log(`${number}  ${status.padEnd(17)}  ${provider.name}  ${classification.path.join(' > ')}`);
  }
};

/** Somebody of the group that answers for the protocol. */
const agentFor = async (number: string): Promise<string> => {
  const { group } = (await (await call(ADMIN, `/v1/crm/protocols/${number}`)).json()) as CrmProtocol;
  return (
    demoAgents.find(({ role, groupIds }) => role === 'agent' && groupIds.includes(group.id))?.login ?? ADMIN
  );
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      as: { type: 'string' },
      ask: { type: 'boolean', default: false },
      file: { type: 'string', multiple: true, default: [] },
    },
  });
  const [command, typedNumber, text] = positionals;
  if (command === 'list') return await list(values.as ?? ADMIN);
  if ((command !== 'reply' && command !== 'close') || !typedNumber || !text) throw new UsageError(USAGE);
  const number = stripProtocolNumber(typedNumber);
  const login = values.as ?? (await agentFor(number));
  const attachmentIds: string[] = [];
  for (const file of values.file) attachmentIds.push(await upload(login, file));
  const target = `/v1/crm/protocols/${number}`;
  if (command === 'close') await post(login, `${target}/close`, { body: text, attachmentIds });
  else
    await post(login, `${target}/messages`, {
      body: text,
      attachmentIds,
      visibility: 'public',
      asksProvider: values.ask,
    });
  console.log(`${command === 'close' ? 'Closed' : 'Answered'} ${number} as ${login}.`);
};

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
