const ENGLISH = new Set('the of and to in was a for by on with from who his he that at is as'.split(' '));

/** False for a text of some length that hardly uses the small words of English. */
export function isEnglish(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < 40) return /[a-z]/i.test(text);
  const small = words.filter((word) => ENGLISH.has(word)).length;
  // 'a', 'de' and the like stand in other languages too; labels and tables have few small words.
  const foreign = words.filter((word) =>
    /^(?:el|la|los|las|de|del|que|una?|por|para|con|le|les|des|und|der|die|das|não|em|uma)$/.test(word),
  ).length;
  return small * 12 >= words.length || foreign * 12 < words.length;
}
