const ENGLISH = new Set('the of and to in was a for by on with from who his he that at is as'.split(' '));

/** False for a text of a few words that hardly uses the small words of English. */
export function isEnglish(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const small = words.filter((word) => ENGLISH.has(word)).length;
  // 'a', 'de' and the like stand in other languages too; labels and tables have few small words.
  const foreign = words.filter((word) =>
    /^(?:el|la|los|las|de|del|que|una?|por|para|con|le|les|des|und|der|die|das|não|em|uma)$/.test(word),
  ).length;
  // Few words tell little: a quarter of them must be foreign
  if (words.length < 40) return /[a-z]/i.test(text) && (words.length < 8 || foreign * 4 < words.length);
  return small * 12 >= words.length || foreign * 12 < words.length;
}
