const primaryOf = (tag: string): string | undefined => tag.toLowerCase().split('-', 1)[0];

/**
 * The language of a response by `Accept-Language` (RFC 9110, 12.5.4); `pt`, `pt-PT` and `pt-BR` are one here.
 *
 * @param tags of the languages there are (BCP 47); the first is the default
 */
export const preferredLanguage = <Tag extends string>(
  acceptLanguage: string | null | undefined,
  tags: readonly [Tag, ...Tag[]],
): Tag => {
  let best: Tag = tags[0];
  let bestWeight = 0;
  for (const item of (acceptLanguage ?? '').split(',', 20)) {
    const [range = '', ...parameters] = item.trim().toLowerCase().split(';');
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    const weight = quality === undefined ? 1 : Number(quality);
    const tag = tags.find((known) => primaryOf(known) === primaryOf(range));
    if (tag && weight > bestWeight) {
      best = tag;
      bestWeight = weight;
    }
  }
  return best;
};
