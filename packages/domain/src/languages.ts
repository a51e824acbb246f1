/** Tags (BCP 47) of the languages that servers have texts in; the first is the default. */
export const languageTags = ['pt-BR', 'en', 'es'] as const;

/** One of {@link languageTags}. */
export type LanguageTag = (typeof languageTags)[number];

const primaryOf = (tag: string): string | undefined => tag.toLowerCase().split('-', 1)[0];

/** The language of a response by `Accept-Language` (RFC 9110, 12.5.4); `pt`, `pt-PT` and `pt-BR` are one here. */
export const preferredLanguage = (acceptLanguage: string | null | undefined): LanguageTag => {
  let best: LanguageTag = languageTags[0];
  let bestWeight = 0;
  for (const item of (acceptLanguage ?? '').split(',', 20)) {
    const [range = '', ...parameters] = item.trim().toLowerCase().split(';');
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    const weight = quality === undefined ? 1 : Number(quality);
    const tag = languageTags.find((known) => primaryOf(known) === primaryOf(range));
    if (tag && weight > bestWeight) {
      best = tag;
      bestWeight = weight;
    }
  }
  return best;
};
