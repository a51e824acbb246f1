import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Where the data is: an embedded PostgreSQL in a folder, or a server of the installation's own (the URL is a secret). */
export type DatabaseConfig = { kind: 'embedded'; dataDir: string } | { kind: 'external'; url: string };

/** A bucket of an S3-compatible store; its credentials are the AWS SDK's business. */
export interface S3StorageConfig {
  kind: 's3';
  bucket: string;
  /** The store's address; absent: Amazon's. */
  endpoint?: string;
  /** Absent: what `AWS_REGION` or the SDK's profile says. */
  region?: string;
  /** Whether the bucket is in the path of addresses instead of in the host name; most stores but Amazon's want it. */
  forcePathStyle: boolean;
}

/** Where attachments are: an absolute folder, or a bucket. */
export type StorageConfig = { kind: 'file'; directory: string } | S3StorageConfig;

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

/** The mail server that takes what the installation sends (SMTP_URL). */
export interface SmtpConfig {
  host: string;
  port: number;
  /** `smtps:`: encrypted from the first byte. */
  secure: boolean;
  /** Whether a connection that begins plain must become encrypted before anything is said (RFC 3207). */
  requireTls: boolean;
  credentials: { user: string; password: string } | undefined;
}

/** E-mail to people: what is needed to write and to send it. */
export interface EmailConfig {
  smtp: SmtpConfig;
  /** MAIL_FROM */
  from: { name: string; address: string };
  /** MAIL_LANGUAGE */
  language: 'pt-BR' | 'en';
  /** PORTAL_URL: where a provider finds a protocol, with `{number}` in its place; undefined: mails have no link. */
  portalUrl: string | undefined;
  /** CRM_URL: the same for the operator's people. */
  crmUrl: string | undefined;
}

/** Messages to other systems. */
export interface WebhookConfig {
  /** WEBHOOK_ALLOW_HTTP: whether addresses without encryption are accepted beyond this machine. */
  allowHttp: boolean;
  /** WEBHOOK_TIMEOUT_MS: how long a receiver may take to answer. */
  timeoutMs: number;
}

/** The settings of the server, checked; names in capitals are the environment variables that they come from. */
export interface ServerConfig {
  /** DATABASE_URL; absent: embedded, in DATA_DIR. */
  database: DatabaseConfig;
  /** DATA_DIR as an absolute path. */
  dataDir: string;
  /** STORAGE_URL: where attachments are kept; absent: a folder in DATA_DIR. */
  storage: StorageConfig;
  /** HOST */
  host: string;
  /** PORT; 0 takes any free one. */
  port: number;
  /** METRICS_PORT: where figures for Prometheus are served, apart from the API; undefined: nowhere. */
  metricsPort: number | undefined;
  /** CORS_ORIGINS: the pages that may call the API, as exact origins. */
  corsOrigins: string[];
  /** ANS_REGISTRATION: the operator's six digits, which begin every protocol number. */
  ansRegistration: string;
  /** OPERATOR_NAME */
  operatorName: string;
  /** AUTH_ISSUERS; empty: no token is accepted. */
  tokenIssuers: TokenIssuer[];
  /** FIRST_ADMIN: who is registered as admin where nobody is registered yet; undefined: nobody. */
  firstAdmin: { issuer: string; subject: string; name: string } | undefined;
  /** MAX_TOKEN_AGE_SECONDS: a token that lives longer is refused. */
  maxTokenAgeSeconds: number;
  /** ATTACHMENTS_PER_MESSAGE */
  attachmentsPerMessage: number;
  /** ATTACHMENT_MAX_BYTES */
  attachmentMaxBytes: number;
  /** RATE_LIMIT_PER_MINUTE: requests of one user. */
  rateLimitPerMinute: number;
  /** SMTP_URL and what goes with it; undefined: no e-mail is sent, and none is kept for later. */
  email: EmailConfig | undefined;
  webhooks: WebhookConfig;
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

const s3Parameters = z.strictObject({
  endpoint: z
    .string()
    .refine((value) => {
      const url = URL.parse(value);
      return url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '';
    }, 'expected the address of the store, like https://s3.example')
    .optional(),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,50}$/i, 'expected a region, like sa-east-1')
    .optional(),
  forcePathStyle: z.enum(['true', 'false'], 'expected true or false').optional(),
});

const storageUrl = z.string().transform((value, context): StorageConfig => {
  const problem = (message: string, ...where: string[]) => {
    context.addIssue({ code: 'custom', message, path: where });
    return z.NEVER;
  };
  if (value.startsWith('s3:')) {
    const url = URL.parse(value);
    const bucket = url?.hostname ?? '';
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) || !/^\/?$/.test(url?.pathname ?? ''))
      return problem('expected s3://bucket?endpoint=…&region=…&forcePathStyle=true');
    const parameters = s3Parameters.safeParse(Object.fromEntries(url?.searchParams ?? []));
    if (!parameters.success) {
      for (const issue of parameters.error.issues) problem(messageOf(issue), ...issue.path.map(String));
      return z.NEVER;
    }
    const { endpoint, region, forcePathStyle } = parameters.data;
    return {
      kind: 's3',
      bucket,
      ...(endpoint !== undefined && { endpoint }),
      ...(region !== undefined && { region }),
      forcePathStyle: forcePathStyle === 'true',
    };
  }
  if (!value.startsWith('file:') || value === 'file:')
    return problem('expected file:<folder> or s3://<bucket>');
  try {
    // `file:files` counts from the working directory; with slashes it is a URL (RFC 8089).
    const directory = value.startsWith('file:/')
      ? fileURLToPath(value)
      : path.resolve(value.slice('file:'.length));
    return { kind: 'file', directory };
  } catch {
    return problem('expected file:<folder> on this machine');
  }
});

const switchedBy = z.enum(['true', 'false'], 'expected true or false').transform((value) => value === 'true');

const smtpParameters = z.strictObject({ requireTLS: switchedBy.optional() });

const smtpUrl = z.string().transform((value, context): SmtpConfig => {
  const expected = 'expected smtp://user:password@host:587 or smtps://user:password@host';
  const url = URL.parse(value);
  const parameters = smtpParameters.safeParse(Object.fromEntries(url?.searchParams ?? []));
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || !/^\/?$/.test(url.pathname)) {
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  }
  if (!parameters.success) {
    for (const issue of parameters.error.issues)
      context.addIssue({ code: 'custom', message: messageOf(issue), path: issue.path.map(String) });
    return z.NEVER;
  }
  const secure = url.protocol === 'smtps:';
  try {
    const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
    return {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
      secure,
      // Otherwise whoever sits in between could have the credentials and the addresses by asking for plain text.
      requireTls: !secure && (parameters.data.requireTLS ?? !isThisMachine(url)),
      credentials: user === '' ? undefined : { user, password },
    };
  } catch {
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  }
});

/** `fale@operadora.example`, or `Fale Conosco <fale@operadora.example>`. */
const mailbox = z.string().transform((value, context) => {
  const address = /[^\s@<>()[\],;:\\"]+@[^\s@<>.]+(?:\.[^\s@<>.]+)+/;
  const match = new RegExp(`^(?:([^<>"\\p{Cc}]*)<(${address.source})>|(${address.source}))$`, 'u').exec(
    value.trim(),
  );
  if (match) return { name: (match[1] ?? '').trim(), address: match[2] ?? match[3] ?? '' };
  context.addIssue({
    code: 'custom',
    message: 'expected an address, like Fale Conosco <fale@operadora.example>',
  });
  return z.NEVER;
});

const linkTemplate = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && value.includes('{number}') && !/\s/.test(value);
}, 'expected an address with {number}, like https://portal.example/fale-conosco#/{number}');

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

/** Subjects may hold `|` themselves; the addresses of issuers and the names of people do not. */
const firstAdmin = z.string().transform((value, context) => {
  const [issuer = '', ...rest] = value.split('|').map((part) => part.trim());
  const name = rest.pop() ?? '';
  const subject = rest.join('|');
  const fits = [issuer, subject].every((part) => part !== '' && part.length <= 250);
  if (fits && name !== '' && name.length <= 120) return { issuer, subject, name };
  context.addIssue({ code: 'custom', message: 'expected issuer|subject|name' });
  return z.NEVER;
});

const settingsSchema = z.object({
  DATABASE_URL: databaseUrl.optional(),
  DATA_DIR: text(1000).default('.data'),
  STORAGE_URL: storageUrl.optional(),
  HOST: text(255).default('127.0.0.1'),
  PORT: integer(0, 65_535).default(4000),
  METRICS_PORT: integer(0, 65_535).optional(),
  CORS_ORIGINS: origins.default([]),
  ANS_REGISTRATION: z
    .string()
    .regex(/^\d{6}$/, 'expected exactly 6 digits')
    .default('346659'),
  OPERATOR_NAME: text(120).default('Operadora Vida Plena'),
  AUTH_ISSUERS: issuers.default([]),
  FIRST_ADMIN: firstAdmin.optional(),
  MAX_TOKEN_AGE_SECONDS: integer(30, 86_400).default(900),
  ATTACHMENTS_PER_MESSAGE: integer(0, 100).default(10),
  ATTACHMENT_MAX_BYTES: integer(1, 5_000_000_000).default(26_214_400),
  RATE_LIMIT_PER_MINUTE: integer(1, 1_000_000).default(600),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailbox.optional(),
  MAIL_LANGUAGE: z.enum(['pt-BR', 'en'], 'expected pt-BR or en').default('pt-BR'),
  PORTAL_URL: linkTemplate.optional(),
  CRM_URL: linkTemplate.optional(),
  WEBHOOK_ALLOW_HTTP: switchedBy.default(false),
  WEBHOOK_TIMEOUT_MS: integer(100, 20_000).default(10_000),
  LOG_LEVEL: z.enum(logLevels, `expected one of ${logLevels.join(', ')}`).default('info'),
  TRUST_PROXY: trustProxy.default(false),
});

const environmentSchema = settingsSchema
  .refine(({ SMTP_URL, MAIL_FROM }) => SMTP_URL === undefined || MAIL_FROM !== undefined, {
    path: ['MAIL_FROM'],
    message: 'expected an address, because SMTP_URL is set',
  })
  .refine(
    ({ FIRST_ADMIN, AUTH_ISSUERS }) =>
      FIRST_ADMIN === undefined || AUTH_ISSUERS.some(({ issuer }) => issuer === FIRST_ADMIN.issuer),
    { path: ['FIRST_ADMIN'], message: 'expected an issuer that AUTH_ISSUERS names' },
  );

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
    storage: settings.STORAGE_URL ?? { kind: 'file', directory: path.join(dataDir, 'files') },
    host: settings.HOST,
    port: settings.PORT,
    metricsPort: settings.METRICS_PORT,
    corsOrigins: settings.CORS_ORIGINS,
    ansRegistration: settings.ANS_REGISTRATION,
    operatorName: settings.OPERATOR_NAME,
    tokenIssuers: settings.AUTH_ISSUERS,
    firstAdmin: settings.FIRST_ADMIN,
    maxTokenAgeSeconds: settings.MAX_TOKEN_AGE_SECONDS,
    attachmentsPerMessage: settings.ATTACHMENTS_PER_MESSAGE,
    attachmentMaxBytes: settings.ATTACHMENT_MAX_BYTES,
    rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    email:
      settings.SMTP_URL === undefined || settings.MAIL_FROM === undefined
        ? undefined
        : {
            smtp: settings.SMTP_URL,
            from: settings.MAIL_FROM,
            language: settings.MAIL_LANGUAGE,
            portalUrl: settings.PORTAL_URL,
            crmUrl: settings.CRM_URL,
          },
    webhooks: { allowHttp: settings.WEBHOOK_ALLOW_HTTP, timeoutMs: settings.WEBHOOK_TIMEOUT_MS },
    logLevel: settings.LOG_LEVEL,
    trustProxy: settings.TRUST_PROXY,
  };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const [name, ...inner] = issue.path;
  const where = inner.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return `${String(name)}${where}: ${messageOf(issue)}`;
}

/** The only message here that zod words itself is that of unknown keys, which are named without their values. */
function messageOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys' ? `unknown: ${issue.keys.join(', ')}` : issue.message;
}

function isSafeKeyAddress(value: string): boolean {
  const url = URL.parse(value);
  if (url === null) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url));
}

/** Tells whether an address is one of the machine that asks, where nobody sits in between. */
export function isThisMachine({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function splitList(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
