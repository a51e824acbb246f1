import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { messageOf } from './settings.ts';

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

/** STORAGE_URL */
export const storageUrl = z.string().transform((value, context): StorageConfig => {
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
