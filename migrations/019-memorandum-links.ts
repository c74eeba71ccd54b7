import { type Kysely, sql } from 'kysely';

/** Outlook safelinks on ICE's sheets carried mailboxes of federal employees. The next sheet brings the plain addresses. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update agreements set moa_url = null
    where moa_url like '%safelinks%' or instr(moa_url, '@') > 0 or instr(lower(moa_url), '%40') > 0`.execute(db);
  for (const column of ['was', 'now'])
    await sql`
      update changes set ${sql.ref(column)} = json_remove(${sql.ref(column)}, '$.moa_url')
      where kind = 'agreements' and ${sql.ref(column)} like '%safelinks%'`.execute(db);
}
