const MAX_CODE_POINTS = 200;

// Bidirectional controls turn "fdp.exe" around, zero-width and other format characters hide in a name; so do variation
// selectors and fillers, which Unicode does not count among them but makes ignorable.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|\p{Default_Ignorable_Code_Point}/gu;

/** Names of devices, which Windows takes for them with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * Makes a file name fit to be shown and stored: the base name only, composed (NFC), without hidden characters and without
 * those that a Windows folder refuses, at most 200 code points with its extension kept. Accents stay.
 *
 * @returns `arquivo` when nothing is left
 */
export const sanitizeFileName = (name: string): string => {
  const base = name.replaceAll('\\', '/').split('/').at(-1) ?? '';
  const clean = base
    .normalize('NFC')
    .replace(HIDDEN, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/gu, ' ')
    // Leading dots hide a file on Unix; trailing dots and spaces vanish on Windows and change the extension.
    .replace(/^[\s.]+|[\s.]+$/gu, '')
    .replace(DEVICE, '_$&');
  const codePoints = [...clean];
  if (codePoints.length <= MAX_CODE_POINTS) return clean === '' ? 'arquivo' : clean;
  const extension = [...(/\.[^.]{1,16}$/u.exec(clean)?.[0] ?? '')];
  return [...codePoints.slice(0, MAX_CODE_POINTS - extension.length), ...extension].join('');
};

/** The extension in lower case without its dot; empty when there is none. */
export const extensionOf = (fileName: string): string =>
  /\.([^.]+)$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';

/**
 * Builds the header that makes a browser save a file under its name (RFC 6266): a plain ASCII form for old readers, and
 * the exact one in the extended notation of RFC 8187.
 *
 * @param fileName well-formed Unicode, as {@link sanitizeFileName} leaves it
 */
export const attachmentDisposition = (fileName: string): string => {
  const ascii = fileName
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const extended = encodeURIComponent(fileName).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${extended}`;
};
