/** How a question in another language shows: words that English has not, or another script. `reads`: the desk reads it. */
const LANGUAGES: readonly { words: RegExp; said: string; reads?: true }[] = [
  {
    words:
      /[¿¡]|(?:^|\s)(?:cu[aá]nt[oa]s?|qu[eé]|d[oó]nde|condado|pol[ií]tica|detenciones|hubo|el a[nñ]o|los|las|del|av[ií]same|necesito|muestra|arrestado|c[aá]rcel|retienen|ayuda|favor|hay|cumple|respeta|est[aá]n?)(?=[\s,.?!]|$)/giu,
    said: 'El escritorio lee español y responde en inglés.',
    reads: true,
  },
  {
    words:
      /(?:^|\s)(?:combien|est-ce|qu'est|quelle?s?|dans|comt[eé]|les|des|aux?|pourquoi|prison|l'an|ann[eé]e|derni[eè]re?)(?=[\s,.?!]|$)/giu,
    said: 'Ce service lit l’anglais et un peu d’espagnol : posez la question en anglais, s’il vous plaît.',
  },
  {
    words:
      /(?:^|\s)(?:wie|viele?|gab|wurden?|welche|warum|gef[aä]ngnis|letztes?|jahr|und|nicht|der|das)(?=[\s,.?!]|$)/giu,
    said: 'Dieser Dienst liest Englisch und etwas Spanisch: Bitte fragen Sie auf Englisch.',
  },
  {
    words:
      /(?:^|\s)(?:quantos|quantas|onde|pris[aã]o|ano passado|n[aã]o|voc[eê]|qual|houve|os|pol[ií]cia)(?=[\s,.?!]|$)/giu,
    said: 'Este serviço lê inglês e um pouco de espanhol: pergunte em inglês, por favor.',
  },
  {
    words: /(?:^|\s)(?:kombien|konbyen|nan|prizon|ki|anpil|kote)(?=[\s,.?!]|$)/giu,
    said: 'Sèvis sa a li angle ak yon ti espanyòl: tanpri mande an angle.',
  },
];
const OTHER_SCRIPT =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Hiragana}\p{Script=Devanagari}\p{Script=Ethiopic}]{2}/u;

export interface Language {
  /** One kind sentence in that language. */
  said: string;
  /** The reader reads it. */
  reads: boolean;
}

/** The language of a question, where it is clearly not English: two of its words, or its own signs. */
export function languageOf(text: string): Language | undefined {
  if (OTHER_SCRIPT.test(text))
    return { said: 'This desk reads English, and some Spanish. Please ask in English.', reads: false };
  const counted = LANGUAGES.map((language) => ({
    ...language,
    count: [...text.matchAll(language.words)].reduce((sum, [word]) => sum + (/[¿¡]/.test(word) ? 2 : 1), 0),
  }));
  const [best] = counted.sort((a, b) => b.count - a.count);
  return best && best.count > 1 ? { said: best.said, reads: best.reads === true } : undefined;
}
