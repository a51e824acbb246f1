import { type Attachment, TUS_VERSION } from '@fale-conosco/contract';
import { ConformanceError, type Exchange } from './exchange.ts';
import { expectStatus, type Person } from './person.ts';

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** The header that every tus request carries. */
export const TUS_HEADERS: Readonly<Record<string, string>> = { 'Tus-Resumable': TUS_VERSION };

/** Bytes of a text in UTF-8. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Bytes that are a PDF by their beginning, of any length from 9 on. */
export const pdfBytes = (length: number): Uint8Array => {
  const bytes = new Uint8Array(length).fill(0x20);
  bytes.set(bytesOf('%PDF-1.7\n').subarray(0, length));
  return bytes;
};

/** The metadata header of a file. */
export const uploadMetadata = (fileName: string, { confidential = false, mediaType = '' } = {}): string =>
  [
    `filename ${base64(fileName)}`,
    ...(mediaType ? [`filetype ${base64(mediaType)}`] : []),
    ...(confidential ? [`confidential ${base64('true')}`] : []),
  ].join();

/** tus creation. */
export const createUpload = async (
  person: Person,
  length: number,
  fileName: string,
  headers: Readonly<Record<string, string>> = {},
  options: { confidential?: boolean } = {},
): Promise<Exchange> => {
  const exchange = await person.request('createUpload', {
    headers: {
      ...TUS_HEADERS,
      'Upload-Length': String(length),
      'Upload-Metadata': uploadMetadata(fileName, options),
      ...headers,
    },
  });
  if (exchange.status === 201) person.uploads.push(uploadIdOf(exchange));
  return exchange;
};

/** The id of an upload, from the `Location` of its creation. */
export const uploadIdOf = (exchange: Exchange): string => {
  expectStatus(exchange, 201);
  const id = exchange.headers.get('location')?.split('?')[0]?.split('/').filter(Boolean).at(-1);
  if (!id) throw new ConformanceError('The creation of an upload has no Location', exchange);
  return id;
};

/** tus: sends bytes from an offset on. */
export const appendUpload = (
  person: Person,
  id: string,
  offset: number,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<Exchange> =>
  person.send('PATCH', `/v1/uploads/${encodeURIComponent(id)}`, {
    headers: {
      ...TUS_HEADERS,
      'Upload-Offset': String(offset),
      'Content-Type': 'application/offset+octet-stream',
      ...headers,
    },
    body: bytes,
  });

/** tus: asks how many bytes have arrived. */
export const headUpload = (person: Person, id: string): Promise<Exchange> =>
  person.send('HEAD', `/v1/uploads/${encodeURIComponent(id)}`, { headers: TUS_HEADERS });

/** tus termination. */
export const deleteUpload = (person: Person, id: string): Promise<Exchange> =>
  person.send('DELETE', `/v1/uploads/${encodeURIComponent(id)}`, { headers: TUS_HEADERS });

/** What a file is sent with. */
export interface FileOptions {
  fileName?: string;
  confidential?: boolean;
}

/** Sends a whole file. @returns its attachment as it stands then */
export const uploadFile = async (
  person: Person,
  content: string | Uint8Array,
  { fileName = 'guia.txt', confidential = false }: FileOptions = {},
): Promise<Attachment> => {
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  const id = uploadIdOf(await createUpload(person, bytes.length, fileName, {}, { confidential }));
  if (bytes.length > 0) expectStatus(await appendUpload(person, id, 0, bytes), 204);
  return person.ok('getAttachment', { params: { id } });
};

/** SHA-256 in lower-case hexadecimal. */
export const sha256Of = async (bytes: Uint8Array): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

/** Entries of a ZIP without contents (APPNOTE 4.3); `flag` 1 says that they are encrypted. */
const zipOf = (names: readonly string[], flag = 0): Uint8Array => {
  const little = (...numbers: number[]): number[] => numbers.flatMap((number) => [number & 255, number >> 8]);
  const parts = names.map((name) => {
    const facts = [...little(20, flag, 0, 0, 0), ...Array<number>(12).fill(0), ...little(name.length, 0)];
    return { name: bytesOf(name), facts };
  });
  const locals = parts.map(({ name, facts }) => [80, 75, 3, 4, ...facts, ...name]);
  let offset = 0;
  const directory = parts.flatMap(({ name, facts }, index) => {
    const entry = [
      80,
      75,
      1,
      2,
      20,
      0,
      ...facts,
      ...Array<number>(10).fill(0),
      ...little(offset, 0),
      ...name,
    ];
    offset += locals[index]?.length ?? 0;
    return entry;
  });
  const end = [80, 75, 5, 6, ...little(0, 0, parts.length, parts.length, directory.length, 0, offset, 0, 0)];
  return Uint8Array.from([...locals.flat(), ...directory, ...end]);
};

/** Files of another type than their extension, or with dangerous content, each with its rejection code. */
export const REFUSED_FILES = [
  ['página.pdf', bytesOf('<!doctype html><script>alert(1)</script>'), 'attachment_type_mismatch'],
  [
    'imagem.png',
    bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    'attachment_type_mismatch',
  ],
  ['notas.txt', bytesOf('<!doctype html><script>alert(1)</script>'), 'attachment_type_mismatch'],
  [
    'guia.txt',
    Uint8Array.of(0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0),
    'attachment_type_mismatch',
  ],
  [
    'laudo.pdf',
    Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    'attachment_type_mismatch',
  ],
  ['foto.jpg', pdfBytes(100), 'attachment_type_mismatch'],
  ['carta.docx', zipOf(['guia.xml']), 'attachment_type_mismatch'],
  ['carta.docx', zipOf(['[Content_Types].xml', 'word/vbaProject.bin']), 'attachment_unsafe'],
  ['lote.zip', zipOf(['boleto.pdf.exe']), 'attachment_unsafe'],
  ['lote.zip', zipOf(['guia.xml'], 1), 'attachment_encrypted'],
] as const;
