import { existsSync } from 'node:fs';
import path from 'node:path';

/** Root of the repository. */
export const root = path.resolve(import.meta.dirname, '..');

/** Where the demo keeps its database, files and key: `DATA_DIR`, or `.data` of the repository. */
export const dataDir = path.resolve(root, process.env['DATA_DIR'] || '.data');

/** A portal of the demo, each on an origin of its own. */
export interface PortalSettings {
  name: string;
  /** What a person reads. */
  title: string;
  directory: string;
  port: number;
  /** Whose people sign in there. */
  side: 'provider' | 'operator';
}

/** Where everything of `npm start` listens, on this machine only. `PORT_BASE` moves all of it together. */
export interface Places {
  apiPort: number;
  portals: PortalSettings[];
  /** Where the demo's e-mails end. */
  mailbox: { pagePort: number; smtpPort: number };
}

const portal = (name: string, title: string, port: number, side: PortalSettings['side']): PortalSettings => ({
  name,
  title,
  port,
  side,
  directory: path.join(root, 'demo', name),
});

/** Reads `PORT_BASE` (4000). @throws {RangeError} when it is not a port with room for the portals above it */
export const readPlaces = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Places => {
  const text = environment['PORT_BASE'] || '4000';
  const base = Number(text);
  if (!/^\d{1,5}$/.test(text) || base < 1 || base > 65_110) {
    throw new RangeError(
      'PORT_BASE: expected a port from 1 to 65110; the demo takes it and those 100, 200, 300, 400 and 425 above.',
    );
  }
  const portals = [
    portal('web-prestador', 'Web Prestador (legacy portal)', base + 100, 'provider'),
    portal('third-party', 'Third-party portal', base + 200, 'provider'),
    portal('crm', 'CRM console', base + 300, 'operator'),
  ];
  return {
    apiPort: base,
    portals: portals.filter(({ directory }) => existsSync(directory)),
    mailbox: { pagePort: base + 400, smtpPort: base + 425 },
  };
};

/** The two names by which a browser on this machine may call a port. */
export const originsOf = (port: number): string[] => [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
