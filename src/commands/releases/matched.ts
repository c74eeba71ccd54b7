import { isContested } from '../../cards/ledger-words.ts';
import { valuesOf, type Window } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findAllAliasesOfAgency } from '../../db/places.ts';
import type { Release, ReleaseFilter } from '../../db/releases.ts';
import { UserError } from '../../errors.ts';
import { vocabularyOf } from '../../filters/vocabulary.ts';
import { placeLabel } from '../../places/labels.ts';
import { formatDate } from '../../rules/dates.ts';
import { nameKey } from '../../rules/name-key.ts';
import type { PlaceMeaning } from '../../rules/place-choice.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { chargeMatcher, hasPhrase, neighboursOf, phrasesOf } from '../../rules/value-words.ts';
import { withThe } from '../../rules/with-the.ts';

/** Neighbours of a word that an answer names. */
const MOST_WORDS = 8;

export function releaseFilter(places: PlaceMeaning[]): ReleaseFilter {
  if (places.length === 0) return {};
  // A case has a state, a county or a city, but never a site.
  const states = places
    .filter((place) => place.level === 'state' && !place.site)
    .map((place) => place.placeId ?? 'none');
  const placeIds = places
    .filter((place) => place.level !== 'state' || place.site)
    .map((place) => (place.site ? 'none' : (place.placeId ?? 'none')));
  return { states, placeIds };
}

/** True where a published total of many places names one of these: 'Travis TX 142', 'Franklin (IA, NY, PA)'. */
export const namesOneOf = ({ offences, disputed_or_corrected }: Release, places: PlaceMeaning[]): boolean =>
  places.some(({ level, canonical, state }) => {
    if ((level !== 'county' && level !== 'city') || !state) return false;
    const name = canonical.replace(/ (?:County|Parish|Borough|city)$/, '');
    return [offences, disputed_or_corrected].some((text) => statesAfter(text, name).includes(state));
  });

/** The codes of states that follow a name in a text, one or several in brackets. */
function statesAfter(text: string, name: string): string[] {
  const [, ...followed] = text.split(`${name} `);
  return followed.flatMap((rest) => {
    const listed = /^\(([A-Z, ]+)\)/.exec(rest)?.[1] ?? /^[A-Z]{2}\b/.exec(rest)?.[0] ?? '';
    return listed.split(', ');
  });
}

export function readDisputed(args: Args): boolean | undefined {
  const word = args.filters['disputed']?.at(-1)?.toLowerCase();
  if (word === undefined) return undefined;
  if (['yes', 'y', 'true', 'only'].includes(word)) return true;
  if (['no', 'n', 'false'].includes(word)) return false;
  throw new UserError(`\`disputed:${repeatWords(word, 20)}\` is neither yes nor no. Example: releases disputed:yes`);
}

/** Tests a case against by:, charge:, citizenship: and disputed:; an agency matches under any of its known names. */
export async function createMatcher(
  context: Context,
  args: Args,
  disputed: boolean | undefined,
): Promise<(row: Release) => boolean> {
  const agencies: string[][] = [];
  for (const name of args.filters['by'] ?? []) {
    agencies.push(
      [nameKey(name), ...(await findAllAliasesOfAgency(context.db, nameKey(name)))].filter((key) => key !== ''),
    );
  }
  const charges = valuesOf(args, 'charge').map((word) => chargeMatcher(word, vocabularyOf('charge')));
  const countries = valuesOf(args, 'citizenship').flatMap((word) => phrasesOf(word, vocabularyOf('citizenship')));
  return (row) =>
    (agencies.length === 0 ||
      agencies.some((keys) =>
        keys.some((key) =>
          hasPhrase(`${row.releasing_agency} ${row.releasing_agency === '' ? row.detainer_sent_to : ''}`, key),
        ),
      )) &&
    (charges.length === 0 || charges.some((isMeant) => isMeant(row.offences))) &&
    (countries.length === 0 || countries.some((phrase) => hasPhrase(row.citizenship, phrase))) &&
    (disputed === undefined ||
      disputed === (row.disputed_or_corrected !== '' || row.outcome_class === 'disputed' || isContested(row.ledger)));
}

/** How the plain words of `charge:` are read in the publishers' texts, where the vocabulary adds to them. */
export const describeChargeWords = (args: Args): string[] =>
  valuesOf(args, 'charge').flatMap((word) => {
    const { near, apart } = neighboursOf(word, vocabularyOf('charge'));
    const more = near.filter((each) => each !== nameKey(word)).slice(0, MOST_WORDS);
    if (more.length === 0) return [];
    const without = apart.length > 0 ? `, without ${apart.slice(0, MOST_WORDS).join(', ')}` : '';
    return [`Read for charge "${repeatWords(word, 30)}": also ${more.join(', ')}${without}.`];
  });

export function describeScope(args: Args, places: PlaceMeaning[], window: Window): string {
  const named = places.filter(
    (place, at) => places.findIndex((other) => placeLabel(other) === placeLabel(place)) === at,
  );
  const where = named.length > 0 ? ` in ${named.map((place) => withThe(placeLabel(place))).join(' and ')}` : '';
  const by = args.filters['by'] ? ` by ${args.filters['by'].join(' or ')}` : '';
  const when =
    window.from && window.to
      ? window.from === window.to
        ? ` on ${formatDate(window.from)}`
        : `, ${formatDate(window.from)} to ${formatDate(window.to)}`
      : window.from
        ? ` since ${formatDate(window.from)}`
        : window.to
          ? ` until ${formatDate(window.to)}`
          : '';
  const others = ['charge', 'citizenship', 'disputed'].flatMap((key) =>
    args.filters[key] ? [`${key}: ${args.filters[key]?.join(' or ')}`] : [],
  );
  return `${where}${by}${when}${others.length > 0 ? ` (${others.join('; ')})` : ''}`;
}
