/** A real S3-compatible store for tests: OpenStack Swift as Debian packages it, behind its S3 API. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { unpackPackages } from './debian.ts';

/** A running store. */
export interface TestS3 {
  /** `s3://…`: an address as `STORAGE_URL` takes it; the bucket does not exist yet. */
  url: string;
  /** The credentials, as the AWS SDK takes them from the environment. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

const packages = ['python3-swift', 'swift-proxy', 'swift-account', 'swift-container', 'swift-object'];

/** Starts the store on free ports of this machine; its data goes into the folder. */
export async function startTestS3(folder: string): Promise<TestS3> {
  const { root, env } = await unpackPackages(packages, folder);
  // Debian's own Python: another one on the PATH does not know Debian's modules.
  const python = ['/usr/bin/python3', path.join(root, 'usr/bin/python3')].find((file) => existsSync(file));
  if (!python) throw new Error('The packages of Swift brought no Python.');
  const home = path.join(folder, 'swift');
  mkdirSync(home);
  const accessKey = 'test:fale-conosco';
  const secretKey = randomBytes(16).toString('hex');
  const script = path.join(import.meta.dirname, 'swift-s3.py');
  const server = spawn(python, ['-W', 'ignore', script, home, accessKey, secretKey], {
    // Its end of this pipe is what it lives by: it ends with us, however we end.
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  let errors = '';
  server.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4000)));
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const endpoint = await new Promise<string>((resolve, reject) => {
    server.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    server.once('error', reject);
    server.once('close', () => reject(new Error(`Swift does not start: ${errors}`)));
  });
  return {
    url: `s3://fale-conosco?endpoint=${endpoint}&region=us-east-1&forcePathStyle=true`,
    env: { AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey },
    async stop() {
      server.stdin.end();
      server.kill();
      await ended;
    },
  };
}
