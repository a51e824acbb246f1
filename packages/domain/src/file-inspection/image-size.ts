import { asLatin1, type ByteSource, startsWith, viewOf } from './byte-source.ts';

/**
 * Pixels of the largest picture that is accepted. A scan of A0 in 300 dpi has 139 million. Nothing is decoded here, but
 * who opens the file needs four bytes for each.
 */
export const MAX_PIXELS = 250_000_000;

const MAX_SEGMENTS = 1000;

/** ITU T.81, B.1.1.4: segments with their lengths, up to the start of a frame. */
const pixelsOfJpeg = async (source: ByteSource): Promise<number> => {
  for (let at = 2, segment = 0; segment < MAX_SEGMENTS; segment += 1) {
    const header = await source.read(at, 9);
    if (header.length < 9 || header[0] !== 0xff) return 0;
    const marker = header[1] as number;
    // Fill bytes, and markers that stand alone.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return viewOf(header).getUint16(5) * viewOf(header).getUint16(7);
    else at += 2 + viewOf(header).getUint16(2);
  }
  return Number.POSITIVE_INFINITY;
};

/** TIFF 6.0: the tags 256 and 257 of the first directory. */
const pixelsOfTiff = async (source: ByteSource): Promise<number> => {
  const head = await source.read(0, 8);
  const little = startsWith(head, 'II');
  const directoryAt = viewOf(head).getUint32(4, little);
  const count = await source.read(directoryAt, 2);
  if (count.length < 2) return 0;
  const bytes = await source.read(directoryAt + 2, Math.min(512, viewOf(count).getUint16(0, little)) * 12);
  const view = viewOf(bytes);
  const sides = { width: 0, height: 0 };
  for (let at = 0; at + 12 <= bytes.length; at += 12) {
    const tag = view.getUint16(at, little);
    const value =
      view.getUint16(at + 2, little) === 3 ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little);
    if (tag === 256) sides.width = value;
    if (tag === 257) sides.height = value;
  }
  return sides.width * sides.height;
};

/** RFC 9649: the canvas of the extended form, or the frame of the lossy or lossless one. */
const pixelsOfWebp = (head: Uint8Array): number => {
  const view = viewOf(head);
  const uint24 = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x1_0000;
  switch (asLatin1(head.subarray(12, 16))) {
    case 'VP8X':
      return (uint24(24) + 1) * (uint24(27) + 1);
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return ((bits & 0x3fff) + 1) * (((bits >>> 14) & 0x3fff) + 1);
    }
    default:
      return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff);
  }
};

/** How many pixels a picture says that it has; 0 when it does not say. */
export const pixelsOf = async (source: ByteSource, mediaType: string): Promise<number> => {
  const head = await source.read(0, 30);
  if (head.length < 30) return 0;
  switch (mediaType) {
    case 'image/png':
      return viewOf(head).getUint32(16) * viewOf(head).getUint32(20);
    case 'image/jpeg':
      return await pixelsOfJpeg(source);
    case 'image/tiff':
      return await pixelsOfTiff(source);
    case 'image/webp':
      return pixelsOfWebp(head);
    default:
      return 0;
  }
};
