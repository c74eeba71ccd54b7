import type { Insertable, Selectable } from 'kysely';
import type { Db } from './connect.ts';
import type { DefaultStateTable } from './schema.ts';

export type DefaultState = Selectable<DefaultStateTable>;

/** Creates or replaces the default state of a channel or a person. */
export async function upsertDefaultState(db: Db, row: Insertable<DefaultStateTable>): Promise<void> {
  const { holder: _, holder_id: __, ...set } = row;
  await db
    .insertInto('default_states')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'holder', 'holder_id']).doUpdateSet(set))
    .execute();
}

/** Deletes a default; false when there was none. */
export async function deleteDefaultState(db: Db, holder: DefaultState['holder'], holderId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('default_states')
    .where('holder', '=', holder)
    .where('holder_id', '=', holderId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** The defaults for a person in a channel: the person's own first, then the channel's. */
export const findDefaultStates = (db: Db, userId: string, channelId: string): Promise<DefaultState[]> =>
  db
    .selectFrom('default_states')
    .selectAll()
    .where(({ or, and, eb }) =>
      or([
        and([eb('holder', '=', 'person'), eb('holder_id', '=', userId)]),
        and([eb('holder', '=', 'channel'), eb('holder_id', '=', channelId)]),
      ]),
    )
    .orderBy('holder', 'desc')
    .execute();
