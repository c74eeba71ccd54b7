import type { Action, Notice } from '../answer.ts';
import { UserError } from '../errors.ts';
import { nameKey } from '../rules/name-key.ts';
import type { PlaceMeaning, PlaceOutcome } from '../rules/place-choice.ts';
import { repeatWords } from '../rules/private-text.ts';
import { isWholeCountry } from '../rules/whole-country.ts';

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
  if (outcome.outcome === 'ask') {
    const counties = candidates.filter((each) => each.level === 'county' && each.kind === 'jurisdiction').length > 1;
    return {
      kind: 'notice',
      title: `Which ${typed}?`,
      summary: `"${typed}" may mean ${candidates.length} places: ${candidates.slice(0, 4).map(meaningLabel).join('; ')}${candidates.length > 4 ? '; and others' : ''}.`,
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
  throw new UserError(
    `I don't know a place called "${typed}".${closest} Add a state, for example "Franklin County, PA", or name the county that the place is in.`,
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

/** 'Orange County, CA', 'Los Angeles Police Department (CA)'. */
export function meaningLabel(meaning: PlaceMeaning): string {
  if (meaning.level === 'state' && meaning.kind === 'jurisdiction') return `${meaning.canonical} (state)`;
  if (meaning.level === 'federal') return meaning.canonical;
  return `${meaning.canonical}, ${meaning.state ?? ''}${meaning.level === 'city' && meaning.kind === 'jurisdiction' ? ' (city)' : ''}`;
}

function unambiguous(meaning: PlaceMeaning): string {
  if (meaning.level === 'federal') return meaning.canonical;
  if (meaning.level === 'state' && meaning.kind === 'jurisdiction') return `State of ${meaning.canonical}`;
  const city =
    meaning.level === 'city' && meaning.kind === 'jurisdiction' ? `City of ${meaning.canonical}` : meaning.canonical;
  return `${city}, ${meaning.state ?? ''}`;
}
