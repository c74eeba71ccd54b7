import type { Action, Notice } from '../answer.ts';
import { UserError } from '../errors.ts';
import { nameKey } from '../rules/name-key.ts';
import type { Interpretation, PlaceMeaning, PlaceOutcome } from '../rules/place-choice.ts';
import { placeWords } from '../rules/place-words.ts';
import { mayBeName, repeatWords } from '../rules/private-text.ts';
import { isWholeCountry } from '../rules/whole-country.ts';
import { meaningLabel, unambiguous } from './labels.ts';
import { shareCountyName } from './resolve-aliases.ts';

export const meaningsOf = (outcome: PlaceOutcome): PlaceMeaning[] =>
  outcome.outcome === 'answer'
    ? [outcome.meaning, ...outcome.also]
    : outcome.outcome === 'ask'
      ? outcome.candidates
      : outcome.closest;

/**
 * Asks which place was meant; every choice is a command line. Throws UserError, with the closest names, when none is
 * known.
 */
export function placeQuestion(
  outcome: PlaceOutcome,
  words: string,
  commandLine: (placeWords: string) => string,
): Notice {
  if (isWholeCountry(words)) throw wholeCountryRefused(words);
  // Words that fit places may be repeated.
  const typed = outcome.outcome === 'ask' ? words.slice(0, 80) : repeatWords(words, 80);
  const candidates = meaningsOf(outcome);
  const actions = candidates.map((candidate) => ({
    label: meaningLabel(candidate).slice(0, 70),
    words: commandLine(`"${unambiguous(candidate)}"`),
  }));
  const choices = actions.slice(0, 8);
  if (outcome.outcome === 'answer' && outcome.reading) return readingQuestion(outcome.reading, choices, commandLine);
  if (outcome.outcome === 'ask') {
    const counties = shareCountyName(candidates);
    return {
      kind: 'notice',
      title: `Which ${typed}?`,
      summary:
        candidates.length === 1
          ? `The desk knows one "${typed}": ${candidates.map(meaningLabel).join('')}. Is it meant?`
          : `"${typed}" may mean ${candidates.length} places: ${candidates.slice(0, 4).map(meaningLabel).join('; ')}${candidates.length > 4 ? '; and others' : ''}.`,
      parts: [
        { kind: 'choices', question: outcome.why || 'Choose one.', choices },
        ...(candidates.length > 8
          ? [
              {
                kind: 'note' as const,
                text: `${candidates.length - 8} more: add the state, for example "${unambiguous(candidates[8] as PlaceMeaning)}".`,
              },
            ]
          : []),
        ...(counties
          ? [
              {
                kind: 'note' as const,
                text: 'Counties that share a name have been mixed up before: ICE corrected its report of early 2017 for that (AILA Doc. 17032002).',
              },
            ]
          : []),
      ],
      followUps: [],
      words: commandLine(`"${typed}"`),
      places: candidates.map(({ canonical, state }, at) => ({
        name: nameKey(canonical).replace(/ (county|parish|borough)$/, ''),
        ...(state ? { state } : {}),
        action: actions[at] as Action,
      })),
    };
  }
  const closest = choices.length > 0 ? ` Closest: ${candidates.slice(0, 3).map(meaningLabel).join(' · ')}.` : '';
  const hasState = placeWords(words).readings.some(({ state }) => state !== undefined);
  throw new UserError(
    hasState
      ? `I don't know a place called "${typed}".${closest} Check the spelling, or name the county that it is in, for example "Franklin County, PA".`
      : `I don't know ${mayBeName(words) ? 'a place of that name' : `a place called "${typed}"`}. In which state is it? For example "Franklin County, PA".${closest}`,
    { choices },
  );
}

/** What takes no whole country says what does. */
const wholeCountryRefused = (words: string): UserError =>
  new UserError(
    `"${words.slice(0, 40)}" is the whole country; this needs a state, county, city or facility, for example "Cook County, IL". \`stats us\` counts the whole country, and \`releases\` lists its published cases.`,
    {
      choices: [
        { label: 'stats us', words: 'stats us' },
        { label: 'releases', words: 'releases' },
      ],
    },
  );

/** One place was read into the words. A command that only answers goes on with it; what sets something up asks first. */
function readingQuestion(
  { kind, said, words, others }: Interpretation,
  [meant, ...rest]: Action[],
  commandLine: (placeWords: string) => string,
): Notice {
  const line = commandLine(`"${words}"`);
  const choice = { label: meant?.label ?? words, words: line };
  const more = others.map((each) => ({
    label: meaningLabel(each).slice(0, 70),
    words: commandLine(`"${unambiguous(each)}"`),
  }));
  return {
    kind: 'notice',
    title: `${said.replace(/\.$/, '')}?`,
    summary: `${said} Nothing is set up yet: choose it to go on, or type the name again.`,
    parts: [{ kind: 'choices', choices: [choice, ...(more.length > 0 ? more : rest)].slice(0, 8) }],
    followUps: [],
    words: line,
    decided: { kind, line, said, others: more },
  };
}
