import type { Notice } from '../../answer.ts';
import { lineOf } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findPlaceById } from '../../db/places.ts';
import { UserError } from '../../errors.ts';
import { findSubject } from '../../places/find-subject.ts';
import type { RecordsSubject } from '../../places/records-subject.ts';
import { isWholeCountry } from '../../rules/whole-country.ts';
import { findFieldOffice } from './figures.ts';

/** The place that the words name, or all places; never an agency's alone: ICE names facilities. */
export async function recordsSubject(
  context: Context,
  args: Args,
  typed: string,
  command: 'stats' | 'after',
): Promise<RecordsSubject | Notice> {
  const words = typed || (args.filters['in']?.[0] ?? '');
  if (words === '')
    throw new UserError(
      `${command === 'stats' ? 'Statistics of what' : 'After detainers of which place'}? Name a place or a facility, for example: ${command} Minnesota since:2025-12.`,
      { choices: [{ label: `${command} us`, words: `${command} us` }] },
    );
  if (isWholeCountry(words)) return { title: 'United States', filter: {} };
  const office = command === 'stats' ? await findFieldOffice(context, words) : undefined;
  if (office) return { title: office, filter: { facilityIds: [] } };
  const { in: _, ...others } = args.filters;
  const rest = lineOf('', [], others).trimEnd();
  const found = await findSubject(context, words, typed ? args.filters['in']?.[0] : undefined, (name, key) =>
    key === 'in' ? `${command} "${typed}" in:${name}${rest}` : `${command} ${name}${rest}`,
  );
  if ('kind' in found || !found.meaning?.placeId || found.meaning.kind === 'jurisdiction') return found;
  const place = await findPlaceById(context.db, found.meaning.placeId);
  if (!place) return found;
  return { ...found, title: place.level === 'state' ? place.name : `${place.name}, ${place.state}` };
}
