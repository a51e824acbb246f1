/**
 * Random UUID, version 4 (RFC 9562, 5.4), for idempotency keys and element ids. `crypto.randomUUID` exists only in
 * secure contexts; portals on `http://` intranets have `getRandomValues` alone.
 */
export const uuid = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, place) => {
    const marked = place === 6 ? (byte & 0x0f) | 0x40 : place === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, '0');
  }).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};
