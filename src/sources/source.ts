/**
 * Rows of a table as read, some at a time. Cells are in the order of `columns`; '' is a column that the source does not
 * name.
 */
export interface TableRows {
  file: string;
  /** Name of the sheet, in a workbook. */
  sheet?: string;
  columns: string[];
  rows: TableRow[];
}

/** A row: its number as a spreadsheet counts (the header of a CSV is row 1), its cells and their links. */
export interface TableRow {
  rowNumber: number;
  cells: string[];
  links?: Map<number, string>;
}

/** One row of a file: its number (the header is row 1) and its fields by column name. */
export interface RawRow {
  file: string;
  rowNumber: number;
  /** Name of the sheet, in a workbook. */
  sheet?: string;
  fields: Record<string, string>;
}

/** What was found in the files of an import. */
export interface Seen {
  /** The columns that at least one of them has, by our name. */
  columns: Set<string>;
  /** Columns that the desk does not read, as their headers name them. */
  unread: Set<string>;
  /** Cells withheld because they looked like personal data. */
  withheld: number;
  /** Identifiers that a spreadsheet stored as numbers, so that they lost digits. */
  shortened: number;
  /** Sentences on how a file was read, for whoever loads it. */
  notes: Set<string>;
}

export const nothingSeen = (): Seen => ({
  columns: new Set(),
  unread: new Set(),
  withheld: 0,
  shortened: 0,
  notes: new Set(),
});

/** Sets a row aside. A cause that is not a BadRow is a fault and is rethrown. */
export type Reject = (rowNumber: number, cause: unknown) => void;

/** One reading of files: what was found, and callbacks for bytes and rows read. */
export interface Reading {
  files: string[];
  seen: Seen;
  reject: Reject;
  onBytes(count: number): void;
  onRows(count: number): void;
}

/** A row that cannot be used. It is stored with its number and the reason; the rest loads. */
export class BadRow extends Error {
  override name = 'BadRow';
}

export type SourceId =
  | 'ice-detainers'
  | 'ice-arrests'
  | 'ice-stays'
  | 'agreements-287g'
  | 'policies'
  | 'releases'
  | 'figures'
  | 'lists'
  | 'places'
  | 'facilities';

/** A source's description of itself. The answer of `sources` and the README table are made from it. */
export interface Source {
  id: SourceId;
  title: string;
  publisher: string;
  address: string;
  /** What a reader must know before using a number from it. */
  caveat: string;
  /** What the source does not cover. */
  missing: string;
  /** The publisher's fixed address of its newest file, and the page to download that file from by hand. */
  latest?: { address: string; page: string; file: string };
  /** Its files are matched with the detainers, and are read again even if nothing in them is new: the detainers may be. */
  isMatched?: true;
  /** A file that ships with the desk, relative to the project's folder. */
  bundled?: string;
  /** More files that ship with it, read in the same import. */
  bundledWith?: readonly string[];
  /** Files that people load come on top of the bundled ones and do not replace them. */
  comesUnder?: true;
  /** A folder of the source's files may hold them in folders of their own. */
  subfolders?: true;
  /** 'a|b': one of the two is enough. */
  requiredColumns: readonly string[];
  /** Every column that the desk reads. Columns not named here never enter. */
  columns: readonly string[];
  /** Columns that are not missed where a file lacks them: they follow from others, or another rule takes their place. */
  optionalColumns?: readonly string[];
  /** The publisher's other column names -> ours. */
  renamed?: Readonly<Record<string, string>>;
}
