import type { Notice } from '../../answer.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findAllFacilitiesByWords } from '../../db/facilities.ts';
import { placeLabel } from '../../places/labels.ts';
import { facilityWords } from '../../rules/facility-words.ts';
import type { PlaceMeaning } from '../../rules/place-choice.ts';
import { SITE_WORDS } from '../../rules/site-kinds.ts';

/** What an airport, a prison, a detention site or tribal police is, where it lies, and what the desk has on it. */
export async function siteNotice(context: Context, meaning: PlaceMeaning, args: Args): Promise<Notice> {
  const { site, canonical, state, note } = meaning;
  if (!site) throw new Error(`${canonical} is no site`);
  const { is, why } = SITE_WORDS[site.kind];
  const { tokens } = facilityWords(canonical);
  const facilities = await findAllFacilitiesByWords(context.db, tokens, state ? { state } : {});
  const where = `${site.counties.join(' and ')}, ${state}`;
  return {
    kind: 'notice',
    title: placeLabel(meaning),
    summary: `${canonical} is ${is}${site.kind === 'tribal police' ? `, whose land lies in ${where}` : ` in ${where}`}${note ? ` (${note})` : ''}.`,
    parts: [
      { kind: 'note', text: why },
      {
        kind: 'note',
        text:
          facilities.length > 0
            ? `${facilities.length === 1 ? 'One facility of this name is' : `${facilities.length} facilities of this name are`} in the loaded records.`
            : 'No facility of this name is in the loaded records, and no rule that is loaded names it.',
      },
    ],
    followUps: [
      ...(facilities.length > 0 ? [{ label: 'Detainer records there', words: `lookup "${placeLabel(meaning)}"` }] : []),
      ...site.counties.slice(0, 3).map((county) => ({
        label: `Policy of ${county}, ${state}`.slice(0, 70),
        words: `policy "${county}, ${state}"${args.filters['on'] ? ` on:"${args.filters['on'].at(-1)}"` : ''}`,
      })),
      { label: `Policy of ${state}`, words: `policy "State of ${state}"` },
    ],
    words: args.line,
  };
}
