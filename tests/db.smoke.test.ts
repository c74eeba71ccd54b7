import { expect, test } from 'vitest';
import { freshDb } from './_util/db.ts';

test('a fresh database migrates', async () => {
  const db = await freshDb();
  expect(await db.selectFrom('imports').selectAll().execute()).toEqual([]);
  await db.destroy();
});
