const SHORT = new Map(Object.entries<string>({ saint: 'st', sainte: 'ste', fort: 'ft', mount: 'mt' }));

/** A name's comparison key: lower case, no accents or punctuation, `&` as and, Saint/Fort/Mount shortened. */
export function nameKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’`]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .map((word) => SHORT.get(word) ?? word)
    .join(' ');
}
