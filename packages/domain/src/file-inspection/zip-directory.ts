import { asLatin1, type ByteSource, startsWith, viewOf } from './byte-source.ts';

/** An entry as the directory at the end of a ZIP names it (APPNOTE 4.3.12); programs that unpack go by it. */
export interface ZipEntry {
  /** Bytes of the name as characters; the Unicode name of an extra field follows after a NUL where there is one. */
  name: string;
  flags: number;
  method: number;
  compressedBytes: number;
  sizeBytes: number;
  offset: number;
}

const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
/** No honest file comes near; each entry costs 46 bytes and its name. */
export const MAX_ENTRIES = 10_000;
const MAX_DIRECTORY_BYTES = 4 * 1024 * 1024;
const SATURATED_16 = 0xffff;
const SATURATED_32 = 0xffff_ffff;

interface Directory {
  count: number;
  offset: number;
  bytes: number;
}

/** Reads a 64-bit number; beyond the largest exact one it is larger than any file, and fails the same checks. */
const uint64 = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

/** ZIP64: what does not fit is in a record of its own before the end (APPNOTE 4.3.14, 4.3.15). */
const find64 = async (source: ByteSource, endAt: number): Promise<Directory | undefined> => {
  const locator = await source.read(Math.max(0, endAt - 20), 20);
  if (endAt < 20 || !startsWith(locator, 'PK\x06\x07')) return undefined;
  const recordAt = uint64(viewOf(locator), 8);
  if (recordAt > endAt) return undefined;
  const record = await source.read(recordAt, 56);
  if (record.length < 56 || !startsWith(record, 'PK\x06\x06')) return undefined;
  const view = viewOf(record);
  const directory = { count: uint64(view, 32), bytes: uint64(view, 40), offset: uint64(view, 48) };
  return directory.offset + directory.bytes === recordAt ? directory : undefined;
};

/** What the record at the very end of a ZIP says, with the place of the record. */
const findEnd = async (source: ByteSource): Promise<(Directory & { endAt: number }) | undefined> => {
  const tailAt = Math.max(0, source.sizeBytes - END_BYTES - MAX_COMMENT_BYTES);
  const tail = await source.read(tailAt, source.sizeBytes - tailAt);
  const view = viewOf(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail[at] !== 0x50 || !startsWith(tail, 'PK\x05\x06', at)) continue;
    // Its comment fills the file.
    if (at + END_BYTES + view.getUint16(at + 20, true) !== tail.length) continue;
    return {
      count: view.getUint16(at + 10, true),
      bytes: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
      endAt: tailAt + at,
    };
  }
  return undefined;
};

/** The directory must stand directly before its end: nothing is hidden in between, and nothing before the first entry. */
const findDirectory = async (source: ByteSource): Promise<Directory | undefined> => {
  const end = await findEnd(source);
  if (!end) return undefined;
  const { count, bytes, offset, endAt } = end;
  if (count === SATURATED_16 || bytes === SATURATED_32 || offset === SATURATED_32)
    return await find64(source, endAt);
  return offset + bytes === endAt ? end : undefined;
};

/** Whether a program that looks for a ZIP from the end finds one, whatever stands before it. */
export const endsWithZip = async (source: ByteSource): Promise<boolean> => {
  const end = await findEnd(source);
  if (!end) return false;
  return startsWith(await source.read(Math.max(0, end.endAt - end.bytes), 4), 'PK\x01\x02');
};

/** Extra fields of an entry, by their id (APPNOTE 4.5). */
const extraFields = (bytes: Uint8Array): Map<number, Uint8Array> => {
  const fields = new Map<number, Uint8Array>();
  const view = viewOf(bytes);
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + view.getUint16(at + 2, true);
    fields.set(view.getUint16(at, true), bytes.subarray(at + 4, end));
    at = end;
  }
  return fields;
};

const readEntry = (directory: Uint8Array, at: number): { entry: ZipEntry; next: number } | undefined => {
  if (at + 46 > directory.length || !startsWith(directory, 'PK\x01\x02', at)) return undefined;
  const view = viewOf(directory);
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > directory.length) return undefined;
  const extra = extraFields(directory.subarray(nameEnd, extraEnd));
  const large = extra.get(0x0001) ?? new Uint8Array();
  let used = 0;
  const number = (offset: number): number => {
    const value = view.getUint32(at + offset, true);
    if (value !== SATURATED_32 || used + 8 > large.length) return value;
    used += 8;
    return uint64(viewOf(large), used - 8);
  };
  // In this order in the field, too.
  const sizeBytes = number(24);
  const compressedBytes = number(20);
  const offset = number(42);
  const unicodeName = extra.get(0x7075)?.subarray(5);
  const name = asLatin1(directory.subarray(at + 46, nameEnd));
  const entry = {
    name: unicodeName ? `${name}\0${asLatin1(unicodeName)}` : name,
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    compressedBytes,
    sizeBytes,
    offset,
  };
  return { entry, next };
};

/** What a ZIP holds; `too_large` when its directory is longer than any honest one; undefined when there is none that holds together. */
export const readZipDirectory = async (source: ByteSource): Promise<ZipEntry[] | 'too_large' | undefined> => {
  const found = await findDirectory(source);
  if (!found) return undefined;
  if (found.count > MAX_ENTRIES || found.bytes > MAX_DIRECTORY_BYTES) return 'too_large';
  const directory = await source.read(found.offset, found.bytes);
  const entries: ZipEntry[] = [];
  for (let at = 0; at < directory.length; ) {
    const read = readEntry(directory, at);
    if (!read || entries.length === found.count) return undefined;
    entries.push(read.entry);
    at = read.next;
  }
  return entries.length === found.count ? entries : undefined;
};

const CHUNK_BYTES = 65_536;

/**
 * Unpacks an entry piece by piece, at most `maxBytes` of it.
 *
 * @throws Error for what is no such entry, or another compression than that of Office files
 */
export async function* unpackEntry(
  source: ByteSource,
  { offset, method, compressedBytes }: ZipEntry,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const header = await source.read(offset, 30);
  if (header.length < 30 || !startsWith(header, 'PK\x03\x04')) throw new Error('There is no such entry.');
  if (method !== 0 && method !== 8) throw new Error('The compression is not one of Office files.');
  const view = viewOf(header);
  const start = offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  let at = start;
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const chunk = await source.read(at, Math.min(CHUNK_BYTES, start + compressedBytes - at));
      at += chunk.length;
      if (chunk.length === 0) controller.close();
      else controller.enqueue(chunk);
    },
  });
  const unpacked = method === 0 ? packed : packed.pipeThrough(new DecompressionStream('deflate-raw'));
  let left = maxBytes;
  // Leaving the loop cancels the stream, and what is being unpacked with it.
  for await (const chunk of unpacked as unknown as AsyncIterable<Uint8Array>) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}
