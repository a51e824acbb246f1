/** The bytes of a whole file, wherever they are. Only what is asked for is read. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Reads from an offset; fewer bytes come only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Bytes in memory as a {@link ByteSource}. */
export const sourceOf = (content: Uint8Array<ArrayBuffer>): ByteSource => ({
  sizeBytes: content.length,
  read: async (offset, length) => content.subarray(offset, offset + length),
});

/** Bytes as text of one character a byte, to look for ASCII in them. */
export const asLatin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

/** Whether bytes begin with these characters, one a byte. */
export const startsWith = (bytes: Uint8Array, text: string, offset = 0): boolean =>
  [...text].every((character, index) => bytes[offset + index] === character.charCodeAt(0));

/** Reads numbers of a header. */
export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
