// What a desk writes, on a disk that may fail (faulty-disk.c). Each line of `acks` was written before the next step: what
// was tried, and what was acknowledged. Runs on the built program: arguments are how, the template, the folder, the seed
// and how many runs or deeds.
import { appendFileSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';

const [how, template, folder, seed, count] = process.argv.slice(2);
const built = (path) => import(join(import.meta.dirname, '../../../dist/src', path));
const { connect, compact } = await built('db/connect.js');
const { answerCommand } = await built('commands/index.js');
const { queueMessage, queueThread } = await built('db/outbox/threads.js');
const { claimMessage } = await built('db/outbox/claims.js');
const { markSent } = await built('db/outbox/settle.js');
const { insertAuditRow } = await built('db/audit.js');
const { deleteExpired } = await built('jobs/delete-expired.js');
const { findSource, importFile } = await built('sources/import.js');

let state = Number(seed) + 1;
/** A number below `of`: the same for the same seed. */
const chance = (of) => {
  state = (state * 48_271) % 2_147_483_647;
  return state % of;
};
const now = () => new Date('2026-11-24T12:00:00Z');
const COLUMNS =
  'figure_id,publisher,subject,jurisdiction,state,period_from,period_to,measure,value,unit,precision,source,caveat';
const STATES = ['TX', 'CA', 'FL', 'NY', 'IL'];
const post = { answer: { kind: 'notice', title: 'x'.repeat(900) } };

/** Does one thing as the desk does it; `note` writes down what is tried and what was acknowledged. */
async function deed(db, run, n, note) {
  const step = async (what, work) => {
    note('try', what);
    const result = await work();
    note('ack', what);
    return result;
  };
  const message = (id) => ({ messageId: id, channelId: `C${n % 5}`, post });
  switch (chance(8)) {
    case 0:
    case 1: {
      const [channelId, value] = [`C${n % 5}`, STATES[chance(5)]];
      const context = { db, now, log: pino({ level: 'silent' }), zone: 'UTC' };
      const asker = { channelId, userId: 'U1', role: 'editor' };
      return step({ setting: channelId, value }, () => answerCommand(context, `default state:${value}`, asker));
    }
    case 2:
    case 3: {
      await step({ post: `m${n}`, state: 'waiting' }, () => queueMessage(db, message(`m${n}`), now()));
      const claim = { by: `w.${n}`, now: now(), until: new Date(now().getTime() + 120_000) };
      const claimed = await step({ post: `m${n}`, state: 'sending' }, () => claimMessage(db, `m${n}`, claim));
      return step({ post: `m${n}`, state: 'sent' }, () => markSent(db, claimed, `w.${n}`, `${n}.0`, now()));
    }
    case 4: {
      const replies = [message(`t${n}.1`), message(`t${n}.2`)];
      return step({ thread: `t${n}` }, () => queueThread(db, { parent: message(`t${n}`), replies }, {}, now()));
    }
    case 5: {
      const rows = 3 + chance(40);
      const figure = (at) => `F${at},Nobody,tests,Nowhere,CA,2025-01-01,2025-12-31,deeds,${n},deeds,exact,A document,`;
      const file = join(run, `figures-${n}.csv`);
      writeFileSync(file, [COLUMNS, ...Array.from({ length: rows }, (_, at) => figure(at))].join('\n'));
      return step({ import: `figures-${n}.csv` }, () => importFile(db, findSource('figures'), file, { now }));
    }
    case 6:
      return step({ audit: `U${n}` }, () =>
        insertAuditRow(db, [{ asked_at: now().toISOString(), user_id: `U${n}`, way: 'command', outcome: 'answered' }]),
      );
    default:
      return n % 3 === 0 ? compact(db) : deleteExpired({ db, now });
  }
}

/** Errors by code or kind: what a caller can tell apart. */
const errors = {};
const count1 = (what) => {
  errors[what] = (errors[what] ?? 0) + 1;
};
const tried = async (kind, work) => {
  try {
    await work();
    return true;
  } catch (cause) {
    const words = cause.message.replace(/figures-\d+|\/\S+/g, '...').slice(0, 60);
    count1(`${kind}: ${cause.code ?? cause.name} ${cause.code?.includes('IOERR') ? '' : words}`);
    return false;
  }
};

/** A folder with a copy of the template, and what writes down the deeds beside it. */
function begin(name) {
  const run = join(folder, name);
  mkdirSync(run);
  copyFileSync(template, join(run, 'desk.sqlite'));
  const acks = process.env['DISK_ACKS'] ?? join(run, 'acks');
  writeFileSync(acks, '');
  return { run, note: (kind, what) => appendFileSync(acks, `${JSON.stringify({ kind, ...what })}\n`) };
}

async function failingRun(at) {
  const { run, note } = begin(`run-${at}`);
  const kinds = process.env['DISK_KINDS'].split(' ');
  const kind = kinds[at % kinds.length];
  const most = kind.endsWith('read') ? 25 : kind === 'eio-truncate' ? 2 : kind === 'eio-sync' ? 30 : 90;
  let n = 0;
  const early = chance(6) === 0;
  if (early) process.env['DISK_FAULT'] = `${kind} ${1 + chance(most)}`;
  let db;
  const opened = await tried(kind, async () => {
    db = await connect(join(run, 'desk.sqlite'));
  });
  for (let times = 0; opened && times < 20; times += 1) {
    if (times === 3 && !early) process.env['DISK_FAULT'] = `${kind} ${1 + chance(most)}`;
    n += 1;
    await tried(kind, () => deed(db, run, n, note));
  }
  process.env['DISK_FAULT'] = '';
  db ??= await connect(join(run, 'desk.sqlite'));
  // The disk is well again: so is the desk, without a restart.
  let well = 0;
  for (let times = 0; times < 4; times += 1) {
    n += 1;
    if (await tried(kind, () => deed(db, run, n, note))) well += 1;
  }
  if (well < 4) count1(`not well again after ${kind}`);
  await db.destroy();
}

if (how === 'faults') for (let at = 0; at < Number(count); at += 1) await failingRun(at);
else {
  const { run, note } = begin('desk');
  for (let n = 1, db; n <= Number(count); n += 1) {
    // Now and then the desk is stopped and started: the log goes into the file and is removed.
    db ??= await connect(join(run, 'desk.sqlite'));
    await deed(db, run, n, note);
    if (n % 97 === 0 || n === Number(count)) db = await db.destroy();
  }
}
process.stdout.write(JSON.stringify(errors));
