import type { Selectable } from 'kysely';
import type { Db } from './connect.ts';
import { type LedgerEntry, withEntries } from './ledger.ts';
import { type Changes, replaceRows } from './replace.ts';
import type { FigureTable } from './schema.ts';
import { keeping } from './until-import.ts';

/** A published figure; `ledger` holds what parties said about it later, if anything. */
export type Figure = Selectable<FigureTable> & { ledger?: LedgerEntry[] };

/** Replaces the table with exactly these figures. */
export const replaceFigures = (db: Db, rows: FigureTable[], importId: number): Promise<Changes> =>
  replaceRows(db, 'figures', rows, {
    importId,
    changeLog: (row) => ({ kind: 'data', class: 'figure', state: row.state, place_id: row.place_id }),
  });

/** Figures on detainers of a place, in file order. */
export const findAllFiguresByPlace = keeping(async (db, placeId: string): Promise<Figure[]> => {
  const rows = await db
    .selectFrom('figures')
    .selectAll()
    .where('place_id', '=', placeId)
    .where('subject', '=', 'detainers')
    .orderBy('figure_id')
    .execute();
  return withEntries(db, rows, figureIdOf);
});

/** Every published figure, in file order: they are few. */
export const findAllFigures = keeping(
  async (db): Promise<Figure[]> =>
    withEntries(db, await db.selectFrom('figures').selectAll().orderBy('figure_id').execute(), figureIdOf),
);

/** Finds a figure by its id, in any letter case. */
export const findFigure = async (db: Db, figureId: string): Promise<Figure | undefined> =>
  (await findAllFigures(db)).find(({ figure_id }) => figure_id.toLowerCase() === figureId.toLowerCase());

const figureIdOf = ({ figure_id }: Pick<Figure, 'figure_id'>): string => figure_id;
