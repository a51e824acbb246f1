/** Files to attach: real types, made on demand, always the same bytes. */
import { createHash } from 'node:crypto';

/** A file as Playwright's file inputs take it, with its digest. */
export interface TestFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
  sha256: string;
}

function file(name: string, mimeType: string, content: Uint8Array): TestFile {
  const buffer = Buffer.from(content);
  return { name, mimeType, buffer, sha256: sha256(buffer) };
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const pdfSource = [
  '%PDF-1.4',
  '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
  '2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj',
  '3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj',
  'trailer << /Root 1 0 R >>',
  '%%EOF',
].join('\n');
const pngSource =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** An empty page. */
export const pdf: TestFile = file(
  'Demonstrativo 11-2026.pdf',
  'application/pdf',
  Buffer.from(pdfSource, 'latin1'),
);
/** A picture of one pixel. */
export const png: TestFile = file('tela-do-erro.png', 'image/png', Buffer.from(pngSource, 'base64'));
/** The same page, followed by 20 MB that compress badly; readers of PDF ignore what comes after the end mark. */
export const largePdf: TestFile = file(
  'Prontuario digitalizado.pdf',
  'application/pdf',
  withNoise(pdf.buffer, 20_000_000),
);
function withNoise(start: Buffer, sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  let state = 20_261_124;
  for (let at = 0; at + 4 <= sizeBytes; at += 4) {
    // xorshift32: cheap, without short periods, the same everywhere.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes.writeInt32LE(state, at);
  }
  start.copy(bytes);
  return bytes;
}
