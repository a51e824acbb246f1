/** Numbers inside the texts of one catalogue: digits grouped and nouns in the right number, by `Intl`. */
export const plurals = (locale: string) => {
  const format = new Intl.NumberFormat(locale);
  const rules = new Intl.PluralRules(locale);
  return {
    /** `4.000` */
    n: (value: number): string => format.format(value),
    /** `1 anexo`, `2 anexos` */
    count: (value: number, one: string, other: string): string =>
      `${format.format(value)} ${rules.select(value) === 'one' ? one : other}`,
  };
};
