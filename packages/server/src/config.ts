import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Where the data is: an embedded PostgreSQL in a folder, or a server of the installation's own (the URL is a secret). */
export type DatabaseConfig = { kind: 'embedded'; dataDir: string } | { kind: 'external'; url: string };

/** Whose tokens are accepted: the issuer's keys come from an address, or from one public key in the settings. */
export interface TokenIssuer {
  issuer: string;
  audience: string;
  /** The only algorithms accepted; `none` and shared secrets are not possible. */
  algorithms: string[];
  keys: { kind: 'jwks'; url: string } | { kind: 'jwk'; jwk: PublicJwk };
}

/** A public key as RFC 7517 writes it. */
export type PublicJwk = Record<string, unknown> & { kty: 'OKP' | 'EC' | 'RSA' };

/** The settings of the server, checked; names in capitals are the environment variables that they come from. */
export interface ServerConfig {
  /** DATABASE_URL; absent: embedded, in DATA_DIR. */
  database: DatabaseConfig;
  /** DATA_DIR as an absolute path. */
  dataDir: string;
  /** STORAGE_URL: where attachments are kept; an absolute folder. */
  storage: { kind: 'file'; directory: string };
  /** HOST */
  host: string;
  /** PORT; 0 takes any free one. */
  port: number;
  /** CORS_ORIGINS: the pages that may call the API, as exact origins. */
  corsOrigins: string[];
  /** ANS_REGISTRATION: the operator's six digits, which begin every protocol number. */
  ansRegistration: string;
  /** OPERATOR_NAME */
  operatorName: string;
  /** AUTH_ISSUERS; empty: no token is accepted. */
  tokenIssuers: TokenIssuer[];
  /** MAX_TOKEN_AGE_SECONDS: a token that lives longer is refused. */
  maxTokenAgeSeconds: number;
  /** ATTACHMENTS_PER_MESSAGE */
  attachmentsPerMessage: number;
  /** ATTACHMENT_MAX_BYTES */
  attachmentMaxBytes: number;
  /** RATE_LIMIT_PER_MINUTE: requests of one user. */
  rateLimitPerMinute: number;
  /** LOG_LEVEL */
  logLevel: (typeof logLevels)[number];
  /** TRUST_PROXY: whether, or from how many hops or which addresses, `X-Forwarded-*` is believed. */
  trustProxy: boolean | number | string[];
}

/** Settings that cannot be used; the message lists each by name with what is expected, and repeats no value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings of the server are wrong:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const asymmetricAlgorithms = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
] as const;

const integer = (minimum: number, maximum: number) => {
  const expected = `expected a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, expected)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, expected);
};

const text = (maximum: number) =>
  z.string().trim().min(1, 'expected a text').max(maximum, `expected at most ${maximum} characters`);

const databaseUrl = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
}, 'expected postgres://user:password@host:port/database');

const storageUrl = z.string().transform((value, context) => {
  const problem = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (value.startsWith('s3://')) return problem('s3:// storage is not supported yet; use file:<folder>');
  if (!value.startsWith('file:') || value === 'file:') return problem('expected file:<folder>');
  try {
    // `file:files` counts from the working directory; with slashes it is a URL (RFC 8089).
    return value.startsWith('file:/') ? fileURLToPath(value) : path.resolve(value.slice('file:'.length));
  } catch {
    return problem('expected file:<folder> on this machine');
  }
});

const origins = z
  .string()
  .transform((value) => splitList(value))
  .refine(
    (list) => list.every((origin) => /^https?:/.test(origin) && URL.parse(origin)?.origin === origin),
    'expected exact origins separated by commas, like https://portal.example (no path, no trailing slash, no *)',
  );

const trustProxy = z.string().transform((value): boolean | number | string[] => {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^\d{1,2}$/.test(value) ? Number(value) : splitList(value);
});

const publicJwk = z
  .looseObject(
    { kty: z.enum(['OKP', 'EC', 'RSA'], 'expected OKP, EC or RSA') },
    'expected a public key as a JWK',
  )
  .refine((jwk) => !('d' in jwk) && !('k' in jwk), 'holds a private key: give the public one only');

const issuers = z
  .string()
  .transform((value, context): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue({ code: 'custom', message: 'expected a JSON array' });
      return z.NEVER;
    }
  })
  .pipe(
    z.array(
      z
        .strictObject(
          {
            issuer: z.string('expected a text').min(1, 'expected a text'),
            audience: z.string('expected a text').min(1, 'expected a text'),
            algorithms: z
              .array(
                z.enum(asymmetricAlgorithms, `expected one of ${asymmetricAlgorithms.join(', ')}`),
                'expected an array',
              )
              .min(1, 'expected at least one')
              .default(['EdDSA', 'ES256', 'RS256']),
            jwksUrl: z
              .string('expected an https address')
              .refine(isSafeKeyAddress, 'expected an https address (http on this machine only)')
              .optional(),
            publicJwk: publicJwk.optional(),
          },
          'expected { issuer, audience, jwksUrl or publicJwk, algorithms? }',
        )
        .transform(({ jwksUrl, publicJwk: jwk, ...rest }, context): TokenIssuer => {
          if (jwksUrl !== undefined && jwk === undefined)
            return { ...rest, keys: { kind: 'jwks', url: jwksUrl } };
          if (jwksUrl === undefined && jwk !== undefined) return { ...rest, keys: { kind: 'jwk', jwk } };
          context.addIssue({ code: 'custom', message: 'expected either jwksUrl or publicJwk' });
          return z.NEVER;
        }),
      'expected a JSON array',
    ),
  );

const environmentSchema = z.object({
  DATABASE_URL: databaseUrl.optional(),
  DATA_DIR: text(1000).default('.data'),
  STORAGE_URL: storageUrl.optional(),
  HOST: text(255).default('127.0.0.1'),
  PORT: integer(0, 65_535).default(4000),
  CORS_ORIGINS: origins.default([]),
  ANS_REGISTRATION: z
    .string()
    .regex(/^\d{6}$/, 'expected exactly 6 digits')
    .default('346659'),
  OPERATOR_NAME: text(120).default('Operadora Vida Plena'),
  AUTH_ISSUERS: issuers.default([]),
  MAX_TOKEN_AGE_SECONDS: integer(30, 86_400).default(900),
  ATTACHMENTS_PER_MESSAGE: integer(0, 100).default(10),
  ATTACHMENT_MAX_BYTES: integer(1, 5_000_000_000).default(26_214_400),
  RATE_LIMIT_PER_MINUTE: integer(1, 1_000_000).default(600),
  LOG_LEVEL: z.enum(logLevels, `expected one of ${logLevels.join(', ')}`).default('info'),
  TRUST_PROXY: trustProxy.default(false),
});

/**
 * Reads the settings of the server from environment variables; one that is empty counts as absent.
 *
 * @throws ConfigError listing every wrong one.
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): ServerConfig {
  const present = Object.entries(environment).filter(
    ([, value]) => value !== undefined && value.trim() !== '',
  );
  const result = environmentSchema.safeParse(Object.fromEntries(present));
  if (!result.success) throw new ConfigError(result.error.issues.map(describeIssue));
  const settings = result.data;
  const dataDir = path.resolve(settings.DATA_DIR);
  return {
    database:
      settings.DATABASE_URL === undefined
        ? { kind: 'embedded', dataDir: path.join(dataDir, 'postgres') }
        : { kind: 'external', url: settings.DATABASE_URL },
    dataDir,
    storage: { kind: 'file', directory: settings.STORAGE_URL ?? path.join(dataDir, 'files') },
    host: settings.HOST,
    port: settings.PORT,
    corsOrigins: settings.CORS_ORIGINS,
    ansRegistration: settings.ANS_REGISTRATION,
    operatorName: settings.OPERATOR_NAME,
    tokenIssuers: settings.AUTH_ISSUERS,
    maxTokenAgeSeconds: settings.MAX_TOKEN_AGE_SECONDS,
    attachmentsPerMessage: settings.ATTACHMENTS_PER_MESSAGE,
    attachmentMaxBytes: settings.ATTACHMENT_MAX_BYTES,
    rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    logLevel: settings.LOG_LEVEL,
    trustProxy: settings.TRUST_PROXY,
  };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const [name, ...inner] = issue.path;
  const where = inner.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  // The only message here that zod words itself: unknown keys, named but without their values.
  const message = issue.code === 'unrecognized_keys' ? `unknown: ${issue.keys.join(', ')}` : issue.message;
  return `${String(name)}${where}: ${message}`;
}

function isSafeKeyAddress(value: string): boolean {
  const url = URL.parse(value);
  if (url === null) return false;
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
  );
}

function splitList(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
