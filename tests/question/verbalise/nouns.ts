import { vocabularyOf } from '../../../src/filters/vocabulary.ts';
import type { Pick, Said } from './random.ts';

const OUTCOMES: Readonly<Record<string, readonly string[]>> = {
  declined: ['declined detainers', 'detainers that were declined', 'refused detainers', 'rejected detainers'],
  booked: ['detainers that ended in ICE custody', 'detainers with people booked into detention'],
  none: ['detainers without an outcome', 'detainers with no lift reason', 'detainers with no outcome recorded'],
  lifted: ['detainers lifted by ICE', 'lifted detainers', 'withdrawn detainers', 'rescinded detainers'],
  replaced: ['superseded detainers', 'replaced detainers'],
  died: ['detainers on people who died'],
};
const COUNTRIES: readonly [string, readonly string[]][] = [
  ['Honduras', ['Hondurans', 'people from Honduras', 'Honduran nationals']],
  ['Mexico', ['Mexicans', 'citizens of Mexico', 'Mexican citizens']],
  ['"El Salvador"', ['Salvadorans', 'people from El Salvador']],
  ['"Dominican Republic"', ['Dominicans', 'nationals of the Dominican Republic']],
  ['Guatemala', ['Guatemalans', 'people from Guatemala']],
  ['Vietnam', ['Vietnamese nationals', 'people from Vietnam']],
  ['Somalia', ['Somalis', 'citizens of Somalia']],
  ['Kenya', ['Kenyans', 'people from Kenya']],
  ['Nigeria', ['Nigerians', 'nationals from Nigeria']],
];
const CHARGES: readonly [string, readonly string[]][] = [
  ['"driving under influence"', ['DUI', 'drunk driving', 'dwi']],
  ['homicide', ['murder', 'homicide']],
  ['drugs', ['drugs', 'narcotics', 'drug possession']],
  ['robbery', ['robbery', 'robberies']],
  ['"domestic violence"', ['domestic violence', 'domestic abuse']],
  ['burglary', ['burglary']],
  ['assault', ['assault']],
  ['theft', ['theft', 'larceny', 'stealing']],
  ['sex', ['sex offenses', 'sexual offenses']],
  ['arson', ['arson']],
];
const OTHERS: readonly [string, readonly string[]][] = [
  ['criminality:none', ['people with no criminal record', 'people without convictions']],
  ['criminality:pending', ['people with pending charges']],
  ['gender:female', ['women']],
  ['gender:male', ['men']],
];

/** What is counted or listed; `all` adds the filters that only `stats` has. */
export function noun(pick: Pick, all: boolean): Said {
  if (pick.is(0.35)) return { line: '', words: pick.one(['detainers', 'ICE detainers', 'immigration detainers']) };
  const outcome = pick.is(0.4) ? pick.one(Object.keys(OUTCOMES)) : undefined;
  const detainers = outcome ? pick.one(OUTCOMES[outcome] ?? []) : 'detainers';
  const first = outcome ? ` outcome:${outcome}` : '';
  if (outcome && pick.is(0.6)) return { line: first, words: detainers };
  if (outcome && !/^(?:declined|refused|rejected|lifted|withdrawn|rescinded) detainers$/.test(detainers))
    return { line: first, words: detainers };
  return pick.one<() => Said>([
    () => {
      const [line, words] = pick.one(COUNTRIES);
      return {
        line: `${first} citizenship:${line}`,
        words: `${detainers} ${pick.one(['on', 'for'])} ${pick.one(words)}`,
      };
    },
    () => {
      const [line, words] = pick.one(CHARGES);
      const with_ = pick.one(['for', 'on people charged with', 'for']);
      return { line: `${first} charge:${line}`, words: `${detainers} ${with_} ${pick.one(words)}` };
    },
    ...(all
      ? [
          () => {
            const [line, words] = pick.one(OTHERS);
            return { line: `${first} ${line}`, words: `${detainers} on ${pick.one(words)}` };
          },
        ]
      : []),
  ])();
}

/** A country of the vocabulary by a word that no place has, such as 'Kenyans'. */
export function citizens(pick: Pick): Said {
  const { words, values } = pick.one(vocabularyOf('citizenship').filter((entry) => PLAIN.test(entry.words[0] ?? '')));
  return { line: ` citizenship:"${values[0] ?? ''}"`, words: `${words[0] ?? ''} citizens` };
}

/** Peoples whose name is no word besides. */
const PLAIN = /^(?!(?:american|georgian|columbian|indian|guinean|turkish)$)[a-z]{5,}(?:an|ese|ian|ish|i)$/;

const BY: Readonly<Record<string, readonly string[]>> = {
  '': ['by month', 'per month', 'monthly'],
  week: ['by week', 'per week'],
  year: ['by year', 'year by year'],
  outcome: ['by outcome', 'broken down by outcome'],
  reason: ['by lift reason'],
  facility: ['by facility', 'by jail'],
  county: ['by county', 'for each county'],
  citizenship: ['by nationality', 'by citizenship', 'by country'],
  charge: ['by charge', 'by offense'],
  criminality: ['by criminal record', 'by criminality'],
  gender: ['by gender', 'by sex'],
  age: ['by age', 'by age group'],
  form: ['by form'],
  aor: ['by field office'],
  kind: ['by kind of facility', 'by type of facility'],
};

export function breakdown(pick: Pick): Said {
  const by = pick.one(Object.keys(BY));
  return { line: by && ` by:${by}`, words: ` ${pick.one(BY[by] ?? [])}` };
}
