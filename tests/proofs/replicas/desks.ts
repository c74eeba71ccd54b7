import { sql } from 'kysely';
import { bundledDesk } from '../../_util/desk.ts';
import { until } from '../../_util/operator.ts';
import type { LocalSlack } from '../../_util/slack.ts';
import { runDesk, type StartedDesk } from '../../_util/started-desk.ts';

/** A database with the bundled facts on the server of DESK_DATABASES. */
export async function sharedDatabase(): Promise<string> {
  const desk = await bundledDesk();
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(desk.db);
  await desk.close();
  const address = new URL(String(process.env['DESK_DATABASES']));
  address.pathname = rows[0]?.name ?? '';
  return address.href;
}

/** Code that sets a process's clock an hour ahead. */
export const AN_HOUR_AHEAD = `
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...given) { given.length > 0 ? super(...given) : super(Right.now() + 3600000); }
    static now() { return Right.now() + 3600000; }
  };`;

/** A desk as a process, once it is ready. */
export async function startReplica(slack: LocalSlack, database: string, preload?: string): Promise<StartedDesk> {
  const desk = runDesk(slack.apiUrl, '', {
    env: { DATABASE_URL: database, LIMIT_PERSON: '0', LIMIT_WORKSPACE: '0' },
    ...(preload ? { preload } : {}),
  });
  let over = false;
  void desk.ended.then(() => (over = true));
  await until(() => over || desk.said.includes('"msg":"ready"'));
  if (over) throw new Error(`a desk did not start: ${desk.said}`);
  return desk;
}
