/** Rows of a table as read, some at a time; a cell stands where its column does, '' is a column that is not named. */
export interface TableRows {
  file: string;
  /** Name of the sheet, in a workbook. */
  sheet?: string;
  columns: string[];
  rows: TableRow[];
}

/** A row's number as a spreadsheet counts (the header of a CSV is row 1), its cells and the links of its cells. */
export interface TableRow {
  rowNumber: number;
  cells: string[];
  links?: Map<number, string>;
}

/** One row of a file, as read: its number in the file (the header is row 1) and its fields by column name. */
export interface RawRow {
  file: string;
  rowNumber: number;
  /** Name of the sheet, in a workbook. */
  sheet?: string;
  fields: Record<string, string>;
}

/** What a file turned out to hold: columns that it lacks, and cells withheld since they looked like personal data. */
export interface Seen {
  absent: string[];
  withheld: number;
}

/** Keeps a row aside; a cause that is no BadRow is a fault and is thrown on. */
export type Reject = (rowNumber: number, cause: unknown) => void;

/** A reading of files: what it met, and who is told of bytes and rows as they are read. */
export interface Reading {
  files: string[];
  seen: Seen;
  reject: Reject;
  onBytes(count: number): void;
  onRows(count: number): void;
}

/** A row that cannot be used: kept aside with its number and the reason; the rest loads. */
export class BadRow extends Error {
  override name = 'BadRow';
}

export type SourceId =
  | 'ice-detainers'
  | 'agreements-287g'
  | 'policies'
  | 'releases'
  | 'figures'
  | 'lists'
  | 'places'
  | 'facilities';

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
