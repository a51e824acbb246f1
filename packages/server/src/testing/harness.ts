import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import type { CrmMessage, Protocol } from '@fale-conosco/contract';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Kysely } from 'kysely';
import { buildApp } from '../app.ts';
import { parseConfig, type ServerConfig } from '../config.ts';
import { createDatabase } from '../database/connection.ts';
import type { Database } from '../database/schema.ts';
import { createUploadLocker } from '../features/attachments/upload/locker.ts';
import { startEventHub } from '../features/events/hub.ts';
import { openDiskStorage } from '../storage/disk-storage.ts';
import type { FileStorage } from '../storage/file-storage.ts';
import { createMigratedDatabase } from './database.ts';
import { fixture, type Person, personClaims, seedFixture, TEST_AUDIENCE, TEST_ISSUER } from './fixture.ts';

export { fixture, type Person };

/** What may be wrong with a token on purpose. */
export interface TokenOptions {
  audience?: string;
  issuer?: string;
  expiresInSeconds?: number;
  issuedSecondsAgo?: number;
  claims?: Record<string, string>;
  /** Whom the issuer names; by default the person. */
  subject?: string;
}

/** A request of {@link Harness.call}. */
export interface CallOptions {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** Default: a new one for each POST; null sends none. */
  key?: string | null;
}

/** A response, with its JSON already read. */
export interface CallResponse {
  status: number;
  headers: LightMyRequestResponse['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on any shape that comes.
  json: any;
  text: string;
}

/** An application on a database of its own, with people, groups, classifications and contact methods. */
export interface Harness {
  app: FastifyInstance;
  db: Kysely<Database>;
  /** The bytes of attachments. */
  storage: FileStorage;
  config: ServerConfig;
  databaseUrl: string;
  /** The lines that the application logged. */
  log: string[];
  /** Stops the application's clock at an instant; undefined lets it go on. */
  setNow(instant: string | undefined): void;
  token(person: Person, options?: TokenOptions): Promise<string>;
  /** Calls the application as a person; null: without a token. */
  call(person: Person | null, method: string, url: string, options?: CallOptions): Promise<CallResponse>;
  /** The body of a new protocol, with changes. */
  newProtocol(changes?: Record<string, unknown>): Record<string, unknown>;
  /** Opens a protocol as Ana. @returns its number */
  openProtocol(changes?: Record<string, unknown>, person?: Person): Promise<string>;
  /** Answers publicly as Fábio. @returns the sequence */
  answer(number: string, changes?: Record<string, unknown>): Promise<number>;
}

/**
 * Gives the tests of the current file one {@link Harness}: made before the first, taken down after the last.
 *
 * @param extend adds to the application before it takes requests; what it returns is undone first
 * @param settings environment variables
 */
export const useHarness = (
  extend?: (harness: Harness) => Promise<() => Promise<void>>,
  settings: Readonly<Record<string, string>> = {},
): Harness => {
  const harness = {} as Harness;
  const undo: (() => Promise<void>)[] = [];
  // One hook for both steps: those of a file do not wait for each other.
  before(async () => {
    undo.push(await start(harness, settings));
    if (extend) undo.push(await extend(harness));
  });
  after(async () => {
    for (const step of undo.reverse()) await step();
  });
  return harness;
};

const start = async (
  harness: Harness,
  settings: Readonly<Record<string, string>>,
): Promise<() => Promise<void>> => {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const database = await createMigratedDatabase();
  const db = createDatabase<Database>(database.url, {
    applicationName: 'test',
    maxConnections: 8,
    onError: () => undefined,
  });
  const config = parseConfig({
    CORS_ORIGINS: 'https://portal.test',
    RATE_LIMIT_PER_MINUTE: '1000000',
    RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
    AUTH_ISSUERS: JSON.stringify([
      { issuer: TEST_ISSUER, audience: TEST_AUDIENCE, publicJwk: await exportJWK(publicKey) },
    ]),
    ...settings,
  });
  await seedFixture(db);

  let now: Date | undefined;
  const log: string[] = [];
  const clock = () => now ?? new Date();
  const directory = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-harness-'));
  const storage = await openDiskStorage(directory);
  const onError = (): void => undefined;
  const eventHub = await startEventHub({ db, databaseUrl: database.url, onError });
  const uploadLocker = createUploadLocker(database.url, { applicationName: 'test', onError });
  const app = await buildApp({
    config,
    db,
    storage,
    uploadLocker,
    eventHub,
    clock,
    logStream: { write: (line) => log.push(line) },
  });

  const token: Harness['token'] = async (person, options = {}) => {
    const issuedAt = Math.floor(clock().getTime() / 1000) - (options.issuedSecondsAgo ?? 0);
    return new SignJWT({ ...personClaims[person], ...options.claims })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(options.issuer ?? TEST_ISSUER)
      .setAudience(options.audience ?? TEST_AUDIENCE)
      .setSubject(options.subject ?? person)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + (options.expiresInSeconds ?? 600))
      .sign(privateKey);
  };
  const call: Harness['call'] = async (
    person,
    method,
    url,
    { token: given, body, headers = {}, key } = {},
  ) => {
    const bearer = given ?? (person === null ? undefined : await token(person));
    const idempotencyKey = key === undefined && method === 'POST' ? randomUUID() : key;
    const response = await app.inject({
      method: method as 'GET',
      url,
      headers: {
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        ...headers,
      },
      ...(body !== undefined && { payload: body as string | object }),
    });
    const isJson = /json/.test(String(response.headers['content-type']));
    return {
      status: response.statusCode,
      headers: response.headers,
      json: isJson && response.body !== '' ? response.json<unknown>() : undefined,
      text: response.body,
    };
  };
  const newProtocol: Harness['newProtocol'] = (changes = {}) => ({
    classificationId: fixture.glosa,
    contactMethodId: fixture.web,
    contactPerson: 'Ana Souza',
    contactPhone: '(11) 99999-0001',
    contactEmail: 'ana@a.test',
    message: 'A guia 4471 foi glosada sem motivo.',
    attachmentIds: [],
    ...changes,
  });
  const expect = <Json>(response: CallResponse, status: number): Json => {
    if (response.status !== status)
      throw new Error(`${response.status} instead of ${status}: ${response.text}`);
    return response.json as Json;
  };

  Object.assign(harness, {
    app,
    db,
    storage,
    config,
    databaseUrl: database.url,
    log,
    setNow: (instant: string | undefined) => {
      now = instant === undefined ? undefined : new Date(instant);
    },
    token,
    call,
    newProtocol,
    openProtocol: async (changes = {}, person = 'ana') =>
      expect<Protocol>(await call(person, 'POST', '/v1/protocols', { body: newProtocol(changes) }), 201)
        .number,
    answer: async (number, changes = {}) => {
      const body = {
        body: 'Estamos verificando.',
        attachmentIds: [],
        visibility: 'public',
        asksProvider: false,
        ...changes,
      };
      const url = `/v1/crm/protocols/${number}/messages`;
      return expect<CrmMessage>(await call('fabio', 'POST', url, { body }), 201).sequence;
    },
  } satisfies Harness);

  return async () => {
    await eventHub.close();
    await app.close();
    await uploadLocker.close();
    await db.destroy();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  };
};
