import { convictionOf } from '../../rules/conviction.ts';
import { type OutcomeGroup, outcomeGroup } from '../../rules/outcome.ts';
import { shownFileName, WITHHELD, withoutPersonalData } from '../../rules/private-text.ts';
import { referenceNumber } from '../../rules/reference.ts';
import { requestTypeOf } from '../../rules/request-type.ts';
import { findState } from '../../rules/states.ts';
import { BadRow, type Seen, type TableRow, type TableRows } from '../source.ts';
import { type Cell, type CellValue, cellReader, flagOf, HIDDEN, NOT_KNOWN, SHORTENED } from './cells.ts';
import { bits52, comparedColumns, contentOf, contentOver, keyOf } from './content.ts';
import { AT, COLUMNS, FACILITY, FIELDS, FLAGS, type NamedFacility, positionOf } from './fields.ts';

const LIFT = positionOf('lift_reason');
const FORM = positionOf('detainer_type');
const CHARGE_CODE = positionOf('conviction_charge_code');
const READERS = FIELDS.map(([, , kind]) => cellReader(kind));

/**
 * Returns a reader for the rows of a table. Where the columns are others than those of what is loaded (`loaded`: the
 * compared columns of each earlier file), a row ends with its content over the columns that both have, one for each of
 * `loaded`. The reader throws BadRow when the detainer date or the facility cannot be read.
 */
export function detainerReader(
  table: Omit<TableRows, 'rows'>,
  seen: Seen,
  loaded: readonly (readonly string[])[] = [],
): (row: TableRow) => CellValue[] {
  const wherever = COLUMNS.map((column) => table.columns.flatMap((each, at) => (each === column ? [at] : [])));
  const places = wherever.slice(0, FIELDS.length);
  const flags = FLAGS.map((_, at) => wherever[FIELDS.length + at]?.[0] ?? -1);
  const read = fieldReader(places);
  const compare = comparisons(comparedColumns(table.columns), loaded);
  const derive = createDerived(table);
  return ({ rowNumber, cells }) => {
    const values: CellValue[] = [];
    let redacted = '';
    for (let field = 0; field < places.length; field += 1) {
      let value = read(field, cells);
      if (value === HIDDEN) redacted += `${redacted && ','}${FIELDS[field]?.[1]}`;
      else if (value === WITHHELD || value === NOT_KNOWN) seen.withheld += 1;
      else if (value === SHORTENED) {
        seen.shortened += 1;
        value = null;
      }
      values.push(value === HIDDEN ? null : (value as CellValue));
    }
    values[AT.identifier] = identifierOf(values[AT.identifier]);
    let answers = '';
    for (const at of flags) answers += flagOf(cells[at]);
    derive(values, rowNumber, redacted);
    refuseUnplaced(values, redacted, cells[places[0]?.[0] ?? -1] ?? '');
    const [state, name, code, city] = values.splice(FACILITY) as (string | null)[];
    const facilityId = facilityIdOf({ state, name, code, city } as NamedFacility);
    const said = { values, facilityId, flags: answers, redacted };
    const [content, others] = [contentOf(said), compare.map((over) => over(said))];
    values.push(facilityId, outcomeOf(values[LIFT] as string | null, redacted), answers, redacted);
    values.push(content, referenceNumber(keyOf(values, state, code ?? name, city), 0), copyKey(values));
    values.push(state ?? null, name ?? null, code ?? null, city ?? null, ...others);
    return values;
  };
}

/** Fills in what the publisher's cleaning adds, in a file as sent: where the row is, and what follows from others. */
function createDerived({ columns, ...table }: Omit<TableRows, 'rows'>) {
  const file = shownFileName(table.file);
  const sheet = table.sheet === undefined ? null : shownFileName(table.sheet);
  const knowsCharge = columns.includes('msc_charge_code');
  return (values: CellValue[], rowNumber: number, redacted: string): void => {
    values[AT.file] ??= file;
    values[AT.sheet] ??= sheet;
    values[AT.rowNumber] ??= rowNumber;
    values[AT.requestType] ??= requestTypeOf(values[FORM] as string | null);
    const code = values[CHARGE_CODE] as string | null;
    if (knowsCharge && code !== NOT_KNOWN && !redacted.includes('msc_charge_code'))
      values[AT.conviction] ??= convictionOf(code);
  };
}

/** Two identifiers that are withheld are not one. */
const identifierOf = (value: CellValue | undefined): CellValue => (value === WITHHELD ? null : (value ?? null));

/** Reads the cell of a field. Some files have two columns for it: the first that says something counts. */
function fieldReader(places: number[][]): (field: number, cells: string[]) => Cell {
  const read = (field: number, raw: string | undefined): Cell =>
    raw === undefined || raw === '' || raw === 'NA' ? null : (READERS[field] as (typeof READERS)[number])(raw);
  const first = places.map(([at]) => at ?? -1);
  const others = places.map(([, ...rest]) => rest);
  return (field, cells) => {
    let value = read(field, cells[first[field] as number]);
    if (value === null) for (const at of others[field] as number[]) value ??= read(field, cells[at]);
    return value;
  };
}

/** How to compare a file's rows with those of each loaded one; nothing where all have the same columns. */
function comparisons(own: string[], loaded: readonly (readonly string[])[]) {
  if (loaded.every((theirs) => theirs.join() === own.join())) return [];
  return loaded.map((theirs) => contentOver(theirs.filter((column) => own.includes(column))));
}

const states = new Map<string, string>();
/** By ICE's code within a state, otherwise by name and city there; never by name alone. */
export function facilityIdOf({ state, name, code, city }: NamedFacility): string {
  if (state !== null && !states.has(state)) states.set(state, findState(state)?.code ?? state);
  return `${state === null ? '' : states.get(state)}:${code ?? `${name ?? ''}/${city ?? ''}`}`;
}

const outcomes = new Map<string | null, OutcomeGroup>();
function outcomeOf(reason: string | null, redacted: string): OutcomeGroup {
  if (redacted !== '' && redacted.split(',').includes('detainer_lift_reason')) return outcomeGroup(reason, true);
  const known = outcomes.get(reason) ?? outcomeGroup(reason);
  if (outcomes.size < 1000) outcomes.set(reason, known);
  return known;
}

function refuseUnplaced(values: CellValue[], redacted: string, date: string): void {
  const prepared = values[AT.preparedOn] as string | null;
  if (!prepared)
    throw new BadRow(
      `detainer_prepare_date "${withoutPersonalData(date).slice(0, 40)}" is not a date (expected like 2026-02-11)`,
    );
  if (prepared < '1950-01-01' || prepared > '2100-01-01')
    throw new BadRow(`detainer_prepare_date ${prepared} is outside what the form's history allows`);
  if (values[FACILITY + 1] !== null || values[FACILITY + 2] !== null) return;
  throw new BadRow(
    redacted.split(',').includes('detention_facility')
      ? 'detention_facility is redacted, so the row has no place'
      : 'detention_facility is empty, so the row has no place',
  );
}

/** Day and identifier of a row that may be a copy of another. If the file marks copies, only marked rows count. */
function copyKey(values: CellValue[]): number | null {
  const identifier = values[AT.identifier];
  const marked = values[AT.duplicate];
  if (identifier === null || (marked !== null && String(marked).toUpperCase() !== 'TRUE')) return null;
  return bits52(`${values[AT.preparedOn]}|${identifier}`);
}
