import type { CommandOf } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/connect.ts';
import { findNewestImportId } from '../../db/newest-import.ts';
import { vocabularyOf } from '../../filters/vocabulary.ts';
import { createNames } from '../../places/names.ts';
import { createDesk, createVocabulary, type Desk } from '../../question/desk.ts';
import { termsOf } from '../../question/recognise/terms.ts';
import { glossary } from './glossary.ts';

const desks = new WeakMap<Db, { importId: number | null; desk: Promise<Desk> }>();
let vocabulary: ReturnType<typeof createVocabulary> | undefined;

function vocabularyOnce() {
  vocabulary ??= createVocabulary({
    terms: termsOf(glossary()),
    countries: vocabularyOf('citizenship'),
    charges: vocabularyOf('charge'),
  });
  return vocabulary;
}

/** What the reader of plain words needs. Names are read again when a file has been loaded. */
export async function questionDesk({ db }: Pick<Context, 'db'>, commandOf: CommandOf): Promise<Desk> {
  const importId = (await findNewestImportId(db)) ?? null;
  const known = desks.get(db);
  if (known && known.importId === importId) return known.desk;
  const desk = createNames(db).then((names) => createDesk(names, commandOf, vocabularyOnce));
  desks.set(db, { importId, desk });
  return desk;
}
