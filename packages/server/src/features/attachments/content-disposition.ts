/**
 * Builds the header that makes a browser save a file under its name (RFC 6266): a plain ASCII form for old readers, and
 * the exact one in the extended notation of RFC 8187.
 *
 * @param fileName well-formed Unicode, as `sanitizeFileName` leaves it
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
