import { type DetainerFilter, matching } from './detainer-filter.ts';
import { keeping } from './until-import.ts';

/** Counts detainer rows of a filter whose year of birth lies in a span, both ends included. */
export const countBornBetween = keeping(
  async (db, filter: DetainerFilter, born: { from: number; to: number }): Promise<number> => {
    const row = await matching(db.selectFrom('detainers'), filter)
      .where('detainers.birth_year', '>=', born.from)
      .where('detainers.birth_year', '<=', born.to)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return row.n;
  },
);
