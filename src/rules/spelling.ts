import { nameKey } from './name-key.ts';
import { states } from './states.ts';

/** Edit distance that counts two exchanged letters as one slip: 'devner' is one from 'denver'. */
export function slips(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}

// Words and names of their own that are one letter from a state.
const NO_STATE = new Set(['main', 'mine', 'mane', 'indian', 'indians', 'georgina', 'texan', 'lowa', 'carolina']);

/** The state that a misspelt word or phrase clearly means: 'pensylvania', 'missisippi'. Undefined for its right name. */
export function misspeltState(words: string) {
  const typed = nameKey(words);
  if (typed.length < 4 || NO_STATE.has(typed)) return undefined;
  const near = states
    .map((state) => ({ state, name: nameKey(state.name) }))
    .filter(({ name }) => name[0] === typed[0] && Math.abs(name.length - typed.length) <= 2)
    .map(({ state, name }) => ({ state, far: slips(typed, name), short: name.length < 5 }))
    .filter(({ far, short }) => far > 0 && far <= (typed.length < 8 || short ? 1 : 2))
    .sort((a, b) => a.far - b.far);
  const [best, next] = near;
  return best && best.far !== next?.far ? best.state : undefined;
}

// What follows a name, and words of their own that look like it.
const FORM_WORDS: [string, RegExp][] = [
  ['county', /^(?:count|country|counts|bounty|mounty)$/],
  ['parish', /^paris$/],
  ['borough', /^(?:through|boroughs)$/],
  ['sheriff', /^sheriffs$/],
  ['police', /^(?:policy|polite|polices)$/],
  ['department', /^departments$/],
];

/** The words with County, Parish, Sheriff and Police put right where they are misspelt; never the first word. */
export const withFormWords = (key: string): string =>
  key
    .split(' ')
    .map((word, at) => (at === 0 || word.length < 4 ? word : (formWord(word) ?? word)))
    .join(' ');

const formWord = (word: string): string | undefined =>
  FORM_WORDS.find(
    ([form, others]) =>
      word[0] === form[0] && word !== form && !others.test(word) && slips(word, form) <= (form.length > 6 ? 2 : 1),
  )?.[0];
