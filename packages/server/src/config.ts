import path from 'node:path';
import { languageTags } from '@fale-conosco/domain';
import { z } from 'zod';
import { type AttachmentConfig, attachmentConfig, attachmentSettings } from './config/attachments.ts';
import { firstAdmin, issuers, type TokenIssuer } from './config/auth.ts';
import { ConfigError } from './config/config-error.ts';
import { type EmailConfig, linkTemplate, mailbox, smtpUrl } from './config/email.ts';
import { type Network, networks } from './config/networks.ts';
import { integer, messageOf, splitList, switchedBy, text } from './config/settings.ts';
import { type StorageConfig, storageUrl } from './config/storage.ts';

/** Where the database is: an embedded PostgreSQL in a folder, or a server of the installation's own (the URL is a secret). */
export type DatabaseConfig = { kind: 'embedded'; dataDir: string } | { kind: 'external'; url: string };

/** Messages to other systems. */
export interface WebhookConfig {
  /** WEBHOOK_ALLOW_HTTP: whether addresses without encryption are accepted beyond this machine. */
  allowHttp: boolean;
  /** WEBHOOK_ALLOWED_NETWORKS: networks that are not public and may be sent to. */
  allowedNetworks: Network[];
  /** WEBHOOK_TIMEOUT_MS: how long a receiver may take to respond. */
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
  /** STORAGE_MIN_FREE_BYTES: uploads are rejected while the disk of a folder has less. */
  storageMinFreeBytes: number;
  /** HOST */
  host: string;
  /** PORT; 0 takes any free one. */
  port: number;
  /** METRICS_PORT: where Prometheus metrics are served, apart from the API; undefined: nowhere. */
  metricsPort: number | undefined;
  /** CORS_ORIGINS: the pages that may call the API, as exact origins. */
  corsOrigins: string[];
  /** ANS_REGISTRATION: the operator's six digits, which begin every protocol number. */
  ansRegistration: string;
  /** OPERATOR_NAME */
  operatorName: string;
  /** AUTH_ISSUERS; empty: no token is accepted. */
  tokenIssuers: TokenIssuer[];
  /** FIRST_ADMIN: the admin that an installation without agents begins with; undefined: none. */
  firstAdmin: { issuer: string; subject: string; name: string } | undefined;
  /** MAX_TOKEN_AGE_SECONDS: a token that lives longer is rejected. */
  maxTokenAgeSeconds: number;
  /** ATTACHMENTS_PER_MESSAGE */
  attachmentsPerMessage: number;
  /** ATTACHMENT_MAX_BYTES */
  attachmentMaxBytes: number;
  attachments: AttachmentConfig;
  /** RATE_LIMIT_PER_MINUTE: requests of one user. */
  rateLimitPerMinute: number;
  /** RATE_LIMIT_ADDRESS_PER_MINUTE: requests of one address without a valid token. */
  rateLimitAddressPerMinute: number;
  /** SMTP_URL and what goes with it; undefined: e-mail notifications are disabled, and none is kept for later. */
  email: EmailConfig | undefined;
  webhooks: WebhookConfig;
  /** LOG_LEVEL */
  logLevel: (typeof logLevels)[number];
  /** TRUST_PROXY: whether, or from how many hops or which addresses, `X-Forwarded-*` is believed. */
  trustProxy: boolean | number | string[];
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const databaseUrl = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
}, 'expected postgres://user:password@host:port/database');

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

const settingsSchema = z.object({
  DATABASE_URL: databaseUrl.optional(),
  DATA_DIR: text(1000).default('.data'),
  STORAGE_URL: storageUrl.optional(),
  STORAGE_MIN_FREE_BYTES: integer(0, 999_999_999_999_999).default(536_870_912),
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
  ...attachmentSettings,
  RATE_LIMIT_PER_MINUTE: integer(1, 1_000_000).default(600),
  RATE_LIMIT_ADDRESS_PER_MINUTE: integer(1, 1_000_000).default(300),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailbox.optional(),
  MAIL_LANGUAGE: z.enum(languageTags, `expected one of ${languageTags.join(', ')}`).default('pt-BR'),
  PORTAL_URL: linkTemplate.optional(),
  CRM_URL: linkTemplate.optional(),
  WEBHOOK_ALLOW_HTTP: switchedBy.default(false),
  WEBHOOK_ALLOWED_NETWORKS: networks.default([]),
  WEBHOOK_TIMEOUT_MS: integer(100, 20_000).default(10_000),
  LOG_LEVEL: z.enum(logLevels, `expected one of ${logLevels.join(', ')}`).default('info'),
  TRUST_PROXY: trustProxy.default(false),
});

const environmentSchema = settingsSchema
  .check((context) => {
    const { ATTACHMENT_MAX_BYTES, ...settings } = context.value;
    for (const name of ['UPLOAD_BYTES_WAITING_PER_USER', 'UPLOAD_BYTES_WAITING_PER_PROVIDER'] as const)
      if ((settings[name] ?? ATTACHMENT_MAX_BYTES) < ATTACHMENT_MAX_BYTES)
        context.issues.push({
          code: 'custom',
          path: [name],
          message: 'expected at least ATTACHMENT_MAX_BYTES',
          input: settings[name],
        });
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => SMTP_URL === undefined || MAIL_FROM !== undefined, {
    path: ['MAIL_FROM'],
    message: 'expected an address, because SMTP_URL is set',
  })
  .refine(
    ({ FIRST_ADMIN, AUTH_ISSUERS }) =>
      FIRST_ADMIN === undefined ||
      AUTH_ISSUERS.some(({ issuer, operator }) => operator && issuer === FIRST_ADMIN.issuer),
    { path: ['FIRST_ADMIN'], message: 'expected an issuer that AUTH_ISSUERS names for the operator' },
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
    storageMinFreeBytes: settings.STORAGE_MIN_FREE_BYTES,
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
    attachments: attachmentConfig(settings, settings.ATTACHMENT_MAX_BYTES),
    rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    rateLimitAddressPerMinute: settings.RATE_LIMIT_ADDRESS_PER_MINUTE,
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
    webhooks: {
      allowHttp: settings.WEBHOOK_ALLOW_HTTP,
      allowedNetworks: settings.WEBHOOK_ALLOWED_NETWORKS,
      timeoutMs: settings.WEBHOOK_TIMEOUT_MS,
    },
    logLevel: settings.LOG_LEVEL,
    trustProxy: settings.TRUST_PROXY,
  };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const [name, ...inner] = issue.path;
  const where = inner.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return `${String(name)}${where}: ${messageOf(issue)}`;
}
