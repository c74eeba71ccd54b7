import { states } from '../../rules/states.ts';

export interface SaidState {
  start: number;
  end: number;
  code: string;
}

/** Short forms of newspapers, beside the names and the postal letters after a comma. */
const SHORT: Readonly<Record<string, string>> = {
  'Calif.': 'CA',
  'Mass.': 'MA',
  'Md.': 'MD',
  'Va.': 'VA',
  'Pa.': 'PA',
  'Ill.': 'IL',
  'Ore.': 'OR',
  'Wash.': 'WA',
  'Colo.': 'CO',
  'Conn.': 'CT',
  'Fla.': 'FL',
  'Ga.': 'GA',
  'Minn.': 'MN',
  'Mich.': 'MI',
  'Wis.': 'WI',
  'Tenn.': 'TN',
  'Tex.': 'TX',
  'Ariz.': 'AZ',
  'Nev.': 'NV',
  'Ind.': 'IN',
  'Neb.': 'NE',
  'Okla.': 'OK',
  'Kan.': 'KS',
  'Ky.': 'KY',
  'La.': 'LA',
  'Del.': 'DE',
  'Vt.': 'VT',
  'Ala.': 'AL',
  'Ark.': 'AR',
  'Miss.': 'MS',
  'Mo.': 'MO',
  'Mont.': 'MT',
  'N.Y.': 'NY',
  'N.J.': 'NJ',
  'N.C.': 'NC',
  'S.C.': 'SC',
  'N.M.': 'NM',
  'N.H.': 'NH',
  'N.D.': 'ND',
  'S.D.': 'SD',
  'W.Va.': 'WV',
  'R.I.': 'RI',
  'D.C.': 'DC',
};
const escaped = (words: string): string => words.replace(/[.]/g, '\\.');
const NAMES = new RegExp(
  `(?<![\\w.])(?:(${states.map(({ name }) => name).join('|')})(?!\\w)(?! (?:City|Police|County))|(${Object.keys(SHORT).map(escaped).join('|')}))|, ?(${states.map(({ code }) => code).join('|')})(?![\\w.])|\\((${states.map(({ code }) => code).join('|')})\\)`,
  'g',
);
/** Where somebody crossed the border, or what another agency far away did, is not where the case is. */
const ELSEWHERE =
  /\b(?:border|entered|encountered|crossed|crossing|unlawfully|admitted|port of entry|visa|airport)\b|\bnear [A-Z][\w .]{2,24}, $/i;
const byName = new Map(states.map(({ name, code }) => [name, code]));

/** The states that a text names, without those where somebody crossed the border. 'Washington' and 'New York' may be cities. */
export function findStates(text: string): SaidState[] {
  return [...text.matchAll(NAMES)].flatMap((match) => {
    const [whole, name, short, code, bracketed] = match;
    const at = match.index;
    const sentence = text.slice(
      Math.max(0, text.lastIndexOf('.', at - 3), text.lastIndexOf('\n', at)),
      at + whole.length + 60,
    );
    if (ELSEWHERE.test(sentence)) return [];
    const found = code ?? bracketed ?? (short ? SHORT[short] : byName.get(name ?? ''));
    return found ? [{ start: at, end: at + whole.length, code: found }] : [];
  });
}

/** The one state that a text is about: named most, and twice as often as any other. */
export function stateOf(said: readonly SaidState[]): SaidState | undefined {
  const counts = new Map<string, number>();
  for (const { code } of said) counts.set(code, (counts.get(code) ?? 0) + 1);
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!first || (second && first[1] < 2 * second[1])) return undefined;
  return said.find(({ code }) => code === first[0]);
}

/** 'Los Angeles County', or 'Long Beach' of 'Long Beach Police Department'; undefined where an agency's name has no place. */
export function placeIn(agency: string): string | undefined {
  const county = /(?:^|for (?:the )?)((?:[A-Z][\w'.-]* ){1,3}(?:County|Parish|Borough))\b/.exec(agency)?.[1];
  if (county) return county;
  if (/^(?:NYPD|New York City|New York Police)/.test(agency)) return 'New York City';
  return /^((?:[A-Z][\w'.-]* ){1,3})(?:City )?(?:Police|Sheriff|Jail|Detention|Municipal)/.exec(agency)?.[1]?.trim();
}
