import type { Compilable, CompiledQuery } from 'kysely';
import type { Db, Engine } from './engine/engine.ts';
import { engineOf } from './engine/engine-of.ts';

/**
 * A query that is built once for each engine: with many columns, building takes longer than running. It gets its values in
 * the order in which they stand in it. Only for tables that are no workspace's: see by-workspace.ts.
 */
export function builtOnce<Row>(build: (db: Db) => Compilable<Row>): (db: Db, ...values: unknown[]) => Promise<Row[]> {
  const built = new Map<Engine, CompiledQuery<Row>>();
  return async (db, ...values) => {
    const engine = engineOf(db);
    const query = built.get(engine) ?? build(db).compile();
    built.set(engine, query);
    const { rows } = await db.executeQuery<Row>({ ...query, parameters: values });
    return rows;
  };
}
