import type { CommandOf } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/connect.ts';
import { findNewestImportId } from '../../db/imports.ts';
import { createNames } from '../../places/names.ts';
import type { Desk } from '../../question/desk.ts';
import { grammarOf } from '../../question/grammar.ts';
import type { Lexicon } from '../../question/phrases.ts';
import { lexiconWith } from '../../question/recognise/index.ts';
import { termsOf } from '../../question/recognise/terms.ts';
import { glossary } from './glossary.ts';

const desks = new WeakMap<Db, { importId: number | null; desk: Promise<Desk> }>();
let lexicon: Lexicon | undefined;

/** What the reader of plain words needs. Names are read again when a file has been loaded. */
export async function questionDesk({ db }: Pick<Context, 'db'>, commandOf: CommandOf): Promise<Desk> {
  const importId = (await findNewestImportId(db)) ?? null;
  const known = desks.get(db);
  if (known && known.importId === importId) return known.desk;
  lexicon ??= lexiconWith(termsOf(glossary()));
  const words = lexicon;
  const desk = createNames(db).then((names) => ({ names, lexicon: words, commandOf, has: grammarOf(commandOf) }));
  desks.set(db, { importId, desk });
  return desk;
}
