import type { Notice } from '../answer.ts';
import type { Db } from '../db/connect.ts';
import { type Facility, findAllFacilitiesByCode, findAllFacilitiesByWords } from '../db/facilities.ts';
import { findAllAliasesOfAgency } from '../db/places.ts';
import { UserError } from '../errors.ts';
import { facilityWords } from '../rules/facility-words.ts';
import { nameKey } from '../rules/name-key.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';
import { repeatWords } from '../rules/private-text.ts';
import type { Scope } from '../rules/scope.ts';
import { findState } from '../rules/states.ts';
import { titleCase } from '../rules/wording.ts';
import { sourceList } from '../sources/index.ts';
import { findPlace } from './find-place.ts';
import { placeLabel } from './labels.ts';
import { placeQuestion } from './place-question.ts';

const blank = { states: [], placeIds: [], governedBy: [], facilityIds: [], agencyKeys: [] };

/**
 * The subject of a watch or a digest: a source, a facility, a place or an agency. Returns a question back when the
 * words have several meanings. Throws UserError when they have none, or name a single record or case.
 */
export async function findScope(
  db: Db,
  words: string,
  commandLine: (placeWords: string) => string,
): Promise<Scope | Notice> {
  const source = sourceList.find((each) => each.id === words.toLowerCase().replace(/^source /, ''));
  if (source) return { ...blank, kind: 'source', label: `source ${source.id}`, source: source.id };
  if (/^d-[a-z0-9-]{3,}$/i.test(words) || /^[a-z]{1,8}\d{0,4}-\d{1,3}$/i.test(words)) throw noPerson(words);
  const coded = /^[A-Za-z0-9]{5,8}$/.test(words) ? await findAllFacilitiesByCode(db, words) : [];
  const [first, ...more] = coded;
  if (first) return more.length === 0 ? facilityScope(first) : whichFacility(words, coded, commandLine);
  const place = await findPlace(db, words);
  if (place.outcome === 'answer' && place.meaning.kind !== 'facility' && !place.reading)
    return placeScope(db, words, place.meaning, place.also);
  if (place.outcome === 'ask' || (place.outcome === 'answer' && place.reading?.kind === 'well known'))
    return placeQuestion(place, words, commandLine);
  const { tokens, state } = facilityWords(words);
  const fit = await findAllFacilitiesByWords(db, tokens, { ...(state ? { state } : {}), limit: 9 });
  const [only] = fit;
  if (only && fit.length === 1) return facilityScope(only);
  if (only) return whichFacility(words, fit, commandLine);
  if (place.outcome === 'answer' && !place.reading) return placeScope(db, words, place.meaning, place.also);
  try {
    return placeQuestion(place, words, commandLine);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(`${cause.message} ${ONLY}`, { choices: cause.choices });
  }
}

const ONLY = 'Watches and digests are about a place, an agency, a facility or a source, never about a person.';

const noPerson = (words: string) =>
  new UserError(
    `"${repeatWords(words)}" names one record or case. ${ONLY} Example: watch "Cook County, IL". To read it once: lookup ${repeatWords(words)}.`,
    { choices: [{ label: `lookup ${words}`.slice(0, 70), words: `lookup ${words}` }] },
  );

/** Nothing arrives for a site that no loaded facility matches, and what arrives for its state or county is not its own. */
function noFacts({ canonical, state, site }: PlaceMeaning): UserError {
  const [county = ''] = site?.counties ?? [];
  const around = [
    `${county}, ${state}`,
    ...(site?.kind === 'state prison' ? [findState(state ?? '')?.name ?? ''] : []),
  ];
  return new UserError(
    `Nothing is loaded about ${canonical} itself, so it cannot be watched. Watch what is around it, for example: watch "${around[0]}".`,
    { choices: around.map((name) => ({ label: `watch ${name}`, words: `watch "${name}"` })) },
  );
}

async function placeScope(db: Db, words: string, meaning: PlaceMeaning, also: PlaceMeaning[]): Promise<Scope> {
  if (meaning.site) throw noFacts(meaning);
  const all = [meaning, ...also];
  const states = all.filter((each) => each.level === 'state').flatMap((each) => each.placeId ?? []);
  const placeIds = all.filter((each) => each.level !== 'state').flatMap((each) => each.placeId ?? []);
  const ofAgency = meaning.kind === 'agency';
  const typed = nameKey(words);
  return {
    ...blank,
    kind: ofAgency ? 'agency' : 'place',
    label: placeLabel(meaning),
    states,
    placeIds,
    governedBy: placeIds.length > 0 && meaning.state ? [meaning.state] : [],
    agencyKeys: ofAgency
      ? [...new Set([nameKey(meaning.canonical), typed, ...(await findAllAliasesOfAgency(db, typed))])]
      : [],
  };
}

function facilityScope(facility: Facility): Scope {
  const where = [facility.city ? titleCase(facility.city) : '', facility.state ?? ''].filter(Boolean).join(', ');
  return {
    ...blank,
    kind: 'facility',
    label: `${titleCase(facility.name)}${where ? `, ${where}` : ''}`,
    facilityIds: [facility.facility_id],
  };
}

function whichFacility(words: string, fit: Facility[], commandLine: (words: string) => string): Notice {
  const choices = fit
    .filter((facility) => facility.code !== null)
    .slice(0, 8)
    .map((facility) => ({
      label: facilityScope(facility).label.slice(0, 70),
      // Where several have the code, the name and the state tell them apart.
      words: commandLine(
        fit.every((other) => other === facility || other.code !== facility.code)
          ? (facility.code ?? '')
          : `"${facility.name}, ${facility.state}"`,
      ),
    }));
  return {
    kind: 'notice',
    title: `Which ${repeatWords(words, 80)}?`,
    summary: `"${repeatWords(words, 80)}" fits ${fit.length > 8 ? 'more than 8' : fit.length} facilities.`,
    parts: [{ kind: 'choices', question: 'Choose one, or add the city and state.', choices }],
    followUps: [],
    words: commandLine(`"${words.slice(0, 80)}"`),
  };
}

/**
 * The scopes that `in:` names, without repetition. A comma separates states (in:CA,NV); elsewhere it is part of the
 * name. Returns a question back when one of them has several meanings.
 */
export async function findScopes(
  db: Db,
  typed: string[],
  commandLine: (others: string[], placeWords: string) => string,
): Promise<Scope[] | Notice> {
  const names = typed.flatMap((words) => {
    const pieces = words.split(/\s*,\s*/);
    return pieces.length > 1 && pieces.every((piece) => findState(piece)) ? pieces : [words];
  });
  const scopes = new Map<string, Scope>();
  for (const words of names) {
    const others = names.filter((each) => each !== words);
    const found = await findScope(db, words, (name) => commandLine(others, name));
    if (found.kind === 'notice') return found;
    if (found.kind === 'source')
      throw new UserError(`\`in:${repeatWords(words)}\` is a source, not a place. For a source: watch ${words}.`);
    scopes.set(found.label, found);
  }
  return [...scopes.values()];
}
