import Sqlite from 'better-sqlite3';

export interface Finding {
  kind: 'corrupt' | 'lost' | 'half' | 'audit rows lost';
  what: string;
}

type Note = { kind: 'try' | 'ack' } & Partial<Record<'setting' | 'value' | 'post' | 'state' | 'thread', string>> &
  Partial<Record<'import' | 'audit', string>> & { rows?: number };

const RANKS = ['none', 'waiting', 'sending', 'sent'];

/** Compares a database with what its writer (writer.js) had noted. */
export function findFaults(file: string, acks: string): Finding[] {
  const found: Finding[] = [];
  let sqlite: Sqlite.Database | undefined;
  try {
    sqlite = new Sqlite(file);
    const integrity = sqlite.pragma('integrity_check', { simple: true });
    if (integrity !== 'ok') return [{ kind: 'corrupt', what: String(integrity).slice(0, 200) }];
    if ((sqlite.pragma('foreign_key_check') as unknown[]).length > 0)
      found.push({ kind: 'half', what: 'foreign keys' });
    const notes = acks
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Note);
    compare(sqlite, notes, (kind, what) => found.push({ kind, what }));
  } catch (cause) {
    found.push({ kind: 'corrupt', what: String(cause) });
  } finally {
    sqlite?.close();
  }
  return found;
}

function compare(sqlite: Sqlite.Database, notes: Note[], say: (kind: Finding['kind'], what: string) => void): void {
  const all = <T>(text: string) => sqlite.prepare(text).all() as T[];
  const settings = new Map(
    all<{ holder_id: string; state: string }>('select holder_id, state from default_states').map((row) => [
      row.holder_id,
      row.state,
    ]),
  );
  const posts = new Map(
    all<{ message_id: string; state: string }>('select message_id, state from outbox').map((row) => [
      row.message_id,
      row.state,
    ]),
  );
  const threads = new Set(all<{ thread_id: string }>('select thread_id from threads').map((row) => row.thread_id));
  const audited = new Set(all<{ user_id: string }>('select user_id from audit').map((row) => row.user_id));
  const imports = all<{ file: string; rows: number }>(
    "select file, rows from imports where source = 'figures' and outcome = 'loaded' order by import_id",
  );

  for (const channel of new Set(notes.flatMap(({ setting }) => setting ?? []))) {
    const own = notes.filter(({ setting }) => setting === channel);
    const acked = own.findLastIndex(({ kind }) => kind === 'ack');
    const allowed = own.slice(Math.max(acked, 0)).map(({ value }) => value);
    const is = settings.get(channel);
    if (acked < 0 ? is !== undefined && !allowed.includes(is) : !allowed.includes(is))
      say('lost', `the setting of ${channel} is ${is}, not one of ${allowed.join(', ')}`);
  }
  const ranks = new Map<string, number>();
  for (const { kind, post, state = '' } of notes)
    if (kind === 'ack' && post) ranks.set(post, Math.max(ranks.get(post) ?? 0, RANKS.indexOf(state)));
  for (const [post, rank] of ranks)
    if (RANKS.indexOf(posts.get(post) ?? 'none') < rank)
      say('lost', `${post} is ${posts.get(post)}, was acknowledged as ${RANKS[rank]}`);
  for (const { kind, thread, audit, import: name } of notes) {
    if (kind !== 'ack') continue;
    if (thread && !threads.has(thread)) say('lost', `thread ${thread}`);
    if (audit && !audited.has(audit)) say('audit rows lost', audit);
    if (name && !imports.some(({ file }) => file === name)) say('lost', `import ${name}`);
  }
  for (const thread of threads)
    for (const id of thread.startsWith('t') ? [thread, `${thread}.1`, `${thread}.2`] : [thread])
      if (!posts.has(id)) say('half', `${thread} without ${id}`);
  for (const id of posts.keys()) if (!threads.has(id.split('.')[0] ?? '')) say('half', `${id} without its thread`);
  const [loaded] = all<{ count: number }>('select count(*) as count from figures');
  if (loaded?.count !== (imports.at(-1)?.rows ?? 0)) say('half', `${loaded?.count} figures of ${imports.at(-1)?.rows}`);
}
