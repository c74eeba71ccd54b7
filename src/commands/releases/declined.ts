import type { ListItem, Part } from '../../answer.ts';
import { citeFiles } from '../../cards/cite-files.ts';
import { describeCharge } from '../../cards/detainer-words.ts';
import type { Window } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { countCells } from '../../db/detainer-cells.ts';
import { type DetainerFilter, findAllDetainers, findDetainerCoverage } from '../../db/detainers.ts';
import { readFilters } from '../../filters/read-filters.ts';
import { formatDate } from '../../rules/dates.ts';
import type { PlaceMeaning } from '../../rules/place-choice.ts';
import { withThe } from '../../rules/with-the.ts';
import { plural, titleCase } from '../../rules/wording.ts';

/** Detainer rows that ICE recorded as declined in the same places and days. They are a part of their own, never added to the cases. */
export async function declinedRecordParts(context: Context, args: Args, places: PlaceMeaning[], window: Window) {
  const placeIds = places.map((place) => place.placeId ?? 'none');
  const { filter: named } = await readFilters(context, args);
  const filter: DetainerFilter = {
    outcomes: ['declined_recorded'],
    ...window,
    ...(placeIds.length > 0 ? { placeIds } : {}),
    ...(named.citizenship ? { citizenship: named.citizenship } : {}),
    ...(named.charge ? { charge: named.charge } : {}),
  };
  const none = { parts: [] as Part[], citations: [], notes: [] as { kind: 'note'; text: string }[] };
  const coverage = await findDetainerCoverage(context.db);
  if (args.filters['by'] || args.filters['disputed']) return none;
  const cells = await countCells(context.db, filter);
  const total = cells.reduce((sum, row) => sum + row.n, 0);
  if (total === 0) {
    const text =
      coverage.rows === 0
        ? "ICE's own detainer records, which also say what was declined, are not loaded."
        : `No loaded detainer row of that place and time is recorded by ICE as declined (rows run from ${formatDate(coverage.oldest ?? '')} to ${formatDate(coverage.newest ?? '')}).`;
    return { ...none, notes: [{ kind: 'note' as const, text }] };
  }
  const rows = args.page > 1 ? [] : await findAllDetainers(context.db, filter, { limit: 3, offset: 0 }, cells);
  const items: ListItem[] = rows.map((row) => ({
    text: `${row.reference} · ${formatDate(row.prepared_on)} · ${row.facility_name}${row.facility_state ? `, ${row.facility_state}` : ''} (${row.facility_kind})`,
    details: [
      `${row.citizenship ? `citizen of ${withThe(titleCase(row.citizenship))}` : 'citizenship not recorded'} · ${describeCharge(row)}`,
    ],
    action: { label: row.reference, words: `lookup ${row.reference}` },
  }));
  const count: Part = {
    kind: 'note',
    text: `Separately, ICE's data has ${plural(total, 'row')} here recorded as declined, which is not released.`,
  };
  const part: Part = {
    kind: 'list',
    detail: true,
    title: `Separately: ${plural(total, 'row')} of ICE's detainer data recorded as declined (declined is not released; dates are when the detainer was prepared)`,
    items,
    total,
  };
  return { parts: args.page > 1 ? [count] : [count, part], citations: await citeFiles(context, rows), notes: [] };
}
