import type { Answer, Notice } from '../../answer.ts';
import { citeImport } from '../../cards/cite-import.ts';
import { facilityKindLabel } from '../../cards/detainer-words.ts';
import { howToLoad } from '../../command-line/how-to-load.ts';
import type { Args, Asker } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { countFacilitiesByKind, findAllFacilitiesWithoutPlace } from '../../db/facilities.ts';
import { findLatestLoaded } from '../../db/imports.ts';
import { plural } from '../../rules/wording.ts';

const PAGE = 20;

/** Facilities by kind, and those without a known place (most detainer records first), with how to correct one. */
export async function facilitiesAnswer(context: Context, args: Args, asker: Asker): Promise<Answer | Notice> {
  const kinds = await countFacilitiesByKind(context.db);
  const total = kinds.reduce((sum, row) => sum + row.facilities, 0);
  const unplaced = kinds.reduce((sum, row) => sum + row.unplaced, 0);
  const corrections = await findLatestLoaded(context.db, 'facilities');
  const release = await findLatestLoaded(context.db, 'ice-detainers');
  const [first, ...rest] = [release, corrections].flatMap((each) => (each ? [citeImport(each, context.zone)] : []));
  if (!first || total === 0)
    return {
      kind: 'notice',
      title: 'Facilities of the detainer records',
      summary: 'No facilities are loaded: they come with detainer records.',
      parts: [howToLoad(context, asker, { known: 'No detainer rows are loaded.', source: 'ice-detainers' })],
      followUps: [{ label: 'About this source', words: 'sources ice-detainers' }],
      words: args.line,
    };
  const pages = Math.max(1, Math.ceil(unplaced / PAGE));
  const rows = await findAllFacilitiesWithoutPlace(context.db, { limit: PAGE, offset: (args.page - 1) * PAGE });
  return {
    kind: 'answer',
    title: 'Facilities of the detainer records',
    summary: `${total === 1 ? '1 facility' : `${total.toLocaleString('en-US')} facilities`}; ${unplaced === 0 ? 'each is placed in a jurisdiction' : `${unplaced.toLocaleString('en-US')} not placed in a jurisdiction`}.`,
    parts: [
      ...(args.page === 1
        ? [
            {
              kind: 'table' as const,
              title: 'By kind',
              columns: ['Kind', 'Facilities', 'Not placed'],
              rows: kinds.map((row) => [facilityKindLabel(row.kind), String(row.facilities), String(row.unplaced)]),
              total: 0,
            },
          ]
        : []),
      ...(rows.length > 0
        ? [
            {
              kind: 'list' as const,
              title: 'Not placed, most records first',
              items: rows.map((row) => ({
                text: `${row.name}${row.city ? `, ${row.city}` : ''}${row.state ? `, ${row.state}` : ', no state'}`,
                details: [
                  `${plural(row.rows, 'record')} · ${row.code ? `ICE code ${row.code}` : 'no code'} · ${row.kind === 'not known' ? 'kind not known' : row.kind}`,
                ],
              })),
              total: unplaced,
              start: (args.page - 1) * PAGE + 1,
            },
          ]
        : []),
      howToLoad(context, asker, {
        known:
          "A facility is placed by ICE's code in its state, else by name, city and state together, never by its name alone. A row in a copy of data/facilities.csv (state, code or name and city, kind, place, source) corrects one: it wins over the rules.",
        source: 'facilities',
      }),
    ],
    citations: [first, ...rest],
    followUps:
      args.page < pages
        ? [{ label: `Page ${args.page + 1} of ${pages}`, words: `sources facilities page:${args.page + 1}` }]
        : [],
    words: args.line,
  };
}
