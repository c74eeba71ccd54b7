/** One row of a file, as read: its number in the file (the header is row 1) and its fields by column name. */
export interface RawRow {
  file: string;
  rowNumber: number;
  /** Name of the sheet, in a workbook. */
  sheet?: string;
  fields: Record<string, string>;
}

/** A row that cannot be used: kept aside with its number and the reason; the rest loads. */
export class BadRow extends Error {
  override name = 'BadRow';
}

export type SourceId = 'ice-detainers' | 'agreements-287g' | 'policies' | 'releases' | 'figures' | 'places';

/** What every source says of itself; `sources` and the README table are made from it. */
export interface Source {
  id: SourceId;
  title: string;
  publisher: string;
  address: string;
  /** What a reader must know before using a number from it. */
  caveat: string;
  /** What this source does not cover. */
  missing: string;
  /** File that ships with the desk, from the project's folder. */
  bundled?: string;
  requiredColumns: readonly string[];
  /** Every column that the desk reads; columns not named here never enter. */
  columns: readonly string[];
  /** Publisher's other names for a column -> ours. */
  renamed?: Readonly<Record<string, string>>;
}
