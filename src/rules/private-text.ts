const PATTERNS = [
  /\bA[-# ]?\d{3}[- ]?\d{3}[- ]?\d{2,3}\b/i, // A-number
  /\b\d{3}-\d{2}-\d{4}\b/, // social security number
  /(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+/, // starts where the name does, so that a long word is read only once
  /(?:\+1[ .-]?)?\(\d{3}\) ?\d{3}[ .-]\d{4}\b|\b\d{3}[.-]\d{3}[.-]\d{4}\b/, // telephone
  /\b(?:a\.?k\.?a\.?|d\.?o\.?b\.?|alias|inmate|subject(?:'s)? name|name of (?:subject|person|inmate))\s*[:#=]\s*[\wÀ-ɏ][^\s,;:"]*(?:[ ,]{1,2}[^\s,;:"]+){0,2}/i, // a label and three words
];

export const WITHHELD = '(withheld: looked like personal data)';

/** Replaces a text that contains an A-number, SSN, e-mail, telephone number or labelled name with a plain sentence. */
export function withoutPersonalData(text: string): string {
  return PATTERNS.some((pattern) => pattern.test(text)) ? WITHHELD : text;
}

const EVERY = PATTERNS.map((pattern) => new RegExp(pattern.source, 'gi'));

/** Masks each A-number, SSN, e-mail, telephone number and labelled name in a text, and keeps the rest. */
export const maskPersonalData = (text: string): string =>
  EVERY.reduce((rest, pattern) => rest.replace(pattern, '(personal)'), text);

/*
 * Given names common in the United States and Latin America that are not words of charges, places or forms. For cells
 * of ICE's files only: a cell of charges or facilities may hold a person's name by mistake. The list catches common
 * names, not every name. The log does not use it.
 */
const GIVEN_NAMES = new Set(
  'james john robert michael david richard joseph thomas charles christopher daniel matthew anthony donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick jack dennis jerry tyler aaron henry adam peter nathan walter kyle harold carl arthur roger lawrence joe juan albert jesse luis carlos jose jorge miguel pedro manuel francisco javier alejandro fernando ricardo eduardo roberto rafael antonio raul sergio oscar mario marco cesar hector julio ramon enrique arturo alberto pablo diego andres gerardo armando jaime ruben gustavo ernesto alfredo guillermo rodrigo maria mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily michelle amanda melissa deborah stephanie rebecca laura cynthia amy kathleen angela anna ana rosa carmen juana guadalupe gloria silvia teresa yolanda veronica leticia alejandra gabriela claudia mohammed muhammad ahmed ali wei'.split(
    ' ',
  ),
);
const WORDS = /^[\p{L}][\p{L}'’.-]*(?:[ ,]+[\p{L}][\p{L}'’.-]*){1,3}$/u;

/** True for two to four words whose first word, or first word after a comma, is a common given name: 'Doe, John A.' */
export function looksLikeName(text: string): boolean {
  if (!WORDS.test(text)) return false;
  const given = (text.split(/, */)[1] ?? text).split(' ')[0] ?? '';
  return GIVEN_NAMES.has(given.toLowerCase());
}
