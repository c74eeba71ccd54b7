import { BadRow } from '../source.ts';

/** What the note of an alias decides. An empty value decides nothing. */
export interface NoteColumns {
  /** How the alias must be typed to count: where a state is expected, or as the only words. */
  typed_as: '' | 'state slot' | 'whole argument';
  /** 'none': the county has no government, so a city of that name leads. */
  county_government: '' | 'none';
  /** What kind of second name the alias is. Such a name is not a town of its own. */
  name_kind: '' | 'nickname' | 'old name' | 'old county' | 'misspelling' | 'region';
}

/**
 * The statements of a note that decide something, in lower case. A note holds several, separated by semicolons. `*` at
 * the end stands for any words.
 */
const VOCABULARY: Record<string, Partial<NoteColumns>> = {
  'also an english word or name: match only in a state slot or with a full stop': { typed_as: 'state slot' },
  'english word or name: match only as the whole place argument': { typed_as: 'whole argument' },
  'no county government, jails are state-run': { county_government: 'none' },
  'nickname of *': { name_kind: 'nickname' },
  'local nickname': { name_kind: 'nickname' },
  'old name of *': { name_kind: 'old name' },
  'usual misspelling': { name_kind: 'misspelling' },
  'misspelling of *': { name_kind: 'misspelling' },
  misspelt: { name_kind: 'misspelling' },
  region: { name_kind: 'region' },
  'region: *': { name_kind: 'region' },
  'old county code (planning regions since 2022)': { name_kind: 'old county' },
};

const NEAR = /state slot|match only|county government|nickname|\bregions?\b|old name|misspel/i;

/** Derives the columns from a note. Throws BadRow for a statement that is close to the vocabulary but not in it. */
export function readNote(note: string): NoteColumns {
  const columns: NoteColumns = { typed_as: '', county_government: '', name_kind: '' };
  for (const statement of note.split(';').map((each) => each.trim())) {
    const decided = lookUp(statement.toLowerCase());
    if (decided) Object.assign(columns, decided);
    else if (NEAR.test(statement))
      throw new BadRow(
        `note "${statement.slice(0, 80)}" is close to a phrase that decides something, but is not one. Use one of: ${Object.keys(VOCABULARY).join(' | ')}; or say it in other words`,
      );
  }
  return columns;
}

function lookUp(statement: string): Partial<NoteColumns> | undefined {
  const open = Object.keys(VOCABULARY).find(
    (phrase) => phrase.endsWith('*') && statement.startsWith(phrase.slice(0, -1)),
  );
  return VOCABULARY[open ?? statement];
}
