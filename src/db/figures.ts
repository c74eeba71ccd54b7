import type { Selectable } from 'kysely';
import type { Db } from './connect.ts';
import { type Changes, replaceRows } from './replace.ts';
import type { FigureTable } from './schema.ts';

export type Figure = Selectable<FigureTable>;

/** Replaces the table with exactly these figures. */
export const replaceFigures = (db: Db, rows: FigureTable[], importId: number): Promise<Changes> =>
  replaceRows(db, 'figures', rows, {
    importId,
    changeLog: (row) => ({ kind: 'data', class: 'figure', state: row.state, place_id: row.place_id }),
  });

/** Figures on detainers of a place, in file order. */
export function findAllFiguresByPlace(db: Db, placeId: string): Promise<Figure[]> {
  return db
    .selectFrom('figures')
    .selectAll()
    .where('place_id', '=', placeId)
    .where('subject', '=', 'detainers')
    .orderBy('figure_id')
    .execute();
}

/** Every published figure, in file order: they are few. */
export const findAllFigures = (db: Db): Promise<Figure[]> =>
  db.selectFrom('figures').selectAll().orderBy('figure_id').execute();
