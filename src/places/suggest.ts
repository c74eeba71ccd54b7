import type { Subcommand } from '../command-line/subcommand.ts';
import type { Context } from '../context.ts';
import { findAllSuggested, type Suggested } from '../db/suggestions.ts';
import { nameKey } from '../rules/name-key.ts';
import { findState, states } from '../rules/states.ts';

const TAKES_PLACE =
  /^(?:chart map|compare policy|chart stats|chart compare|policy|lookup|watch|unwatch|after|stats|compare) (?=\S)/i;

/** A line up to the place that is being typed, and its letters: 'stats ' and 'tex', 'compare Texas with ' and 'flo'. */
function placeTyped(line: string): { before: string; begun: string } {
  const head = TAKES_PLACE.exec(line)?.[0];
  if (head === undefined) return { before: '', begun: '' };
  const next = line.toLowerCase().lastIndexOf(' with ');
  const at = next < 0 ? head.length : next + ' with '.length;
  const begun = line.slice(at).replace(/^"/, '');
  return { before: line.slice(0, at), begun: /[":]/.test(begun) ? '' : begun };
}

/** A suggested line: the whole command, how to show it, and what it is. */
export interface Suggestion {
  words: string;
  label: string;
  detail: string;
}

export interface NamedPlace {
  /** As a command understands it: `Orange County, CA`. */
  name: string;
  kind: Suggested['kind'];
  /** What it is, and the typed alias if the name does not contain it. */
  detail: string;
  /** ICE's code of a facility: several facilities may share a name. */
  code: string | null;
}

const MOST = 8;
const LONGEST = 200;
const KINDS: Record<Suggested['kind'], string> = {
  state: 'state',
  county: 'county',
  city: 'city',
  agency: 'agency',
  facility: 'facility in the records',
};

/** Places, agencies and facilities that match the typed letters: first by their beginning, then by similarity. */
export async function findSuggestions(db: Context['db'], typed: string, limit = MOST): Promise<NamedPlace[]> {
  const asked = readTyped(typed.slice(0, LONGEST));
  if (!/[a-z0-9]{2}/.test(asked.key)) return [];
  const found = await findAllSuggested(db, { ...asked, limit });
  return found.map((each) => ({ name: fullName(each), kind: each.kind, detail: detailOf(each), code: each.code }));
}

/** The name without a partly typed "County", and the states that the letters after a comma may mean. */
function readTyped(typed: string): { key: string; base: string; states?: string[] } {
  const at = typed.lastIndexOf(',');
  const after = at > 0 ? nameKey(typed.slice(at + 1)) : '';
  const key = nameKey(at > 0 ? typed.slice(0, at) : typed);
  const base = key.replace(/ (?:co(?:u(?:n(?:ty?)?)?)?|pa(?:r(?:i(?:sh?)?)?)?|bo(?:r(?:o(?:u(?:gh?)?)?)?)?)$/, '');
  if (after === '') return { key, base };
  const whole = findState(after);
  const begun = states.filter(
    ({ code, name }) => code.toLowerCase().startsWith(after) || nameKey(name).startsWith(after),
  );
  return { key, base, states: (whole ? [whole] : begun).map((state) => state.code) };
}

function detailOf({ kind, alias, name }: Suggested): string {
  const says = alias === null || nameKey(name).includes(nameKey(alias));
  return says ? KINDS[kind] : `${KINDS[kind]}, for ${alias}`;
}

const fullName = ({ kind, name, state }: Suggested): string =>
  kind === 'state' || state === null || /, [A-Z]{2}$/.test(name) ? name : `${name}, ${state}`;

/** Completes a command line: a command's name, then the place being typed, or an example. */
export async function suggestLines(
  db: Context['db'],
  commands: readonly Pick<Subcommand, 'name' | 'summary' | 'examples' | 'filters'>[],
  typed: string,
): Promise<Suggestion[]> {
  const line = typed.slice(0, LONGEST).replace(/^\s*(\/?detainer\b)?\s*/i, '');
  const command = commands.find((each) => line.toLowerCase().startsWith(`${each.name} `));
  if (!command) {
    const word = line.trim().toLowerCase();
    const named = commands.filter((each) => each.name.startsWith(word));
    const lines = named.map((each) => ({ words: `${each.name} `, label: each.name, detail: each.summary }));
    if (named.length > 0 || word === '') return lines;
    return (await findSuggestions(db, word, 5)).flatMap((place) => wholeLines(place)).slice(0, MOST);
  }
  const rest = line.slice(command.name.length + 1);
  const filter = /(?:^|\s)(in|by):("?)([^":]*)$/i.exec(rest);
  if (filter)
    return completed(
      db,
      line.slice(0, line.length - (filter[3] ?? '').length - (filter[2] ?? '').length),
      filter[3] ?? '',
    );
  const { before, begun } = placeTyped(line);
  if (begun !== '') {
    const found = await completed(db, before, begun);
    if (found.length > 0) return found;
  }
  return command.examples
    .filter((example) => example.toLowerCase().startsWith(line.trim().toLowerCase()) && example !== line.trim())
    .map((words) => ({ words, label: words, detail: 'example' }));
}

async function completed(db: Context['db'], before: string, typed: string): Promise<Suggestion[]> {
  const found = await findSuggestions(db, typed);
  return found.map((place) => ({ words: `${before}${quoted(place)}`, label: place.name, detail: place.detail }));
}

const quoted = ({ name, code }: NamedPlace): string => code ?? `"${name.replace(/"/g, '')}"`;

/** Without a command: what can be asked about a place. */
function wholeLines(place: NamedPlace): Suggestion[] {
  const command = place.kind === 'facility' || place.kind === 'agency' ? 'lookup' : 'policy';
  return [{ words: `${command} ${quoted(place)}`, label: `${command} ${place.name}`, detail: place.detail }];
}
