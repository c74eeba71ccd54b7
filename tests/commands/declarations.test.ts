import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Asker } from '../../src/command-line/subcommand.ts';
import { answerCommand, commandOf, findFullTable, subcommands } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { UserError } from '../../src/errors.ts';
import { bundledDesk } from '../_util/desk.ts';
import { rows } from '../_util/news.ts';
import { THOROUGH } from '../_util/thorough.ts';

let desk: Context;
beforeEach(async () => {
  desk = await bundledDesk();
});
afterEach(() => desk.close());

const asker: Asker = {
  channelId: 'C1',
  userId: 'U2',
  role: 'admin',
  export: async (line) => ({ kind: 'notice', title: 'CSV', summary: line, parts: [], followUps: [], words: line }),
};
const message = (words: string, who = asker): Promise<string> =>
  answerCommand(desk, words, who).then(
    (answer) => `answered: ${answer.title}`,
    (cause: unknown) => {
      if (cause instanceof UserError) return cause.message;
      throw cause;
    },
  );

/** A hash of every row of every table. */
async function contents(): Promise<string> {
  const tables = await rows<{ name: string }>(
    desk.db,
    "select name from sqlite_master where type = 'table' order by 1",
  );
  const hash = createHash('sha256');
  for (const { name } of tables)
    hash.update(name).update(JSON.stringify(await rows(desk.db, `select * from "${name}"`)));
  return hash.digest('hex');
}

/** Rows that this connection has inserted, changed or deleted so far. */
const totalChanges = async () => (await rows<{ n: number }>(desk.db, 'select total_changes() as n'))[0]?.n;

test('a word that stands for "no word" in a declaration gives no right to who types it', async () => {
  const before = await totalChanges();
  const reader = { ...asker, role: 'reader' as const };
  for (const line of ['default . state:TX', 'default  .  state:TX', 'digest . on at:08:00', 'digest . state:TX'])
    expect(await message(line, reader), line).not.toContain('answered');
  expect(await rows(desk.db, 'select * from default_states')).toEqual([]);
  expect(await rows(desk.db, 'select * from subscriptions')).toEqual([]);
  expect(await totalChanges()).toBe(before);
});

/** A line or more for each command and action, all of which can be answered. */
const LINES = [
  ...subcommands.flatMap(({ examples }) => examples),
  'digest',
  'digest status',
  'digest preview',
  'digest on tz:UTC',
  'digest off',
  'digest now',
  'default',
  'default me state:CA',
  'default mine off',
  'default state:CA',
  'watch "Cook County, IL"',
  'unwatch "Cook County, IL"',
  'lookup Chicago',
  'stats us by:charge',
  'chart map Texas',
  'compare Texas vs Ohio',
  'help digest',
  '?',
  '',
];
const effectsOf = (line: string) => commandOf(line)?.declaration.effects;
const harmless = LINES.filter((line) => effectsOf(line) === 'none');
const others = LINES.filter((line) => effectsOf(line) !== 'none');

describe('a command says what it does', () => {
  test('the lines cover every command, and every word that is declared apart', () => {
    const words = new Set(LINES.map((line) => commandOf(line)?.subcommand.name));
    expect([...words].sort()).toEqual(subcommands.map(({ name }) => name).sort());
    for (const { name, actions = {} } of subcommands)
      for (const next of Object.keys(actions).filter((each) => each !== 'my'))
        expect(LINES.some((line) => `${line} `.startsWith(next === '.' ? `${name} ` : `${name} ${next} `))).toBe(true);
    expect(others.length).toBeGreaterThan(10);
  });

  test('without effects it leaves the database byte-equal, with a digest and a watch set up or without', async () => {
    for (const setUp of [[], ['digest on tz:UTC', 'watch Denver', 'default state:CA']]) {
      for (const line of setUp) await answerCommand(desk, line, asker);
      const before = await contents();
      const changes = await totalChanges();
      for (const line of harmless) {
        await message(line);
        expect(await totalChanges(), line).toBe(changes);
      }
      expect(await contents()).toBe(before);
    }
  });

  test.skipIf(!THOROUGH).each(['cite', 'show'])('with effects it is not run below %s', async (outer) => {
    const before = await contents();
    for (const line of others) {
      const words = await message(`${outer} ${line}`);
      // `show` takes the id of an answer only, so it refuses every line before it is read.
      if (outer === 'cite') expect(words, line).toContain('so it is not run from here');
      else expect(words, line).not.toMatch(/^answered/);
      expect(await contents(), line).toBe(before);
    }
  });

  test('a kept line that sets something up is not run by show or cite, whoever wrote the row', async () => {
    for (const [id, line] of [
      ['DD-7K3Q', 'watch "Cook County, IL"'],
      ['DD-7K3R', 'digest on tz:UTC'],
      ['DD-7K3S', 'export releases'],
    ] as const) {
      await desk.db
        .insertInto('answers')
        .values({
          answer_id: id,
          line,
          channel_id: 'C1',
          user_id: 'U2',
          answered_at: desk.now().toISOString(),
          imports: '{}',
          said_sha256: '',
        })
        .execute();
      const before = await contents();
      for (const outer of ['show', 'cite'])
        expect(await message(`${outer} ${id}`)).toContain('it is not run from here');
      expect(await message(`export ${id}`)).toContain('has no rows to export');
      expect(await contents()).toBe(before);
    }
  });

  test('export writes rows of what declares that it has some, however it is reached', async () => {
    for (const { name, examples } of subcommands) {
      const [line = ''] = examples;
      const declared = commandOf(line)?.declaration.exportable === true;
      const words = await message(`export ${line}`);
      if (declared) expect(words, name).toBe('answered: CSV');
      else if (name !== 'show') expect(words, name).toContain('has no rows to export'); // `show` stands for its answer
      const made = await findFullTable(desk, line, asker).then(
        ({ kind }) => kind,
        (cause: unknown) => (cause instanceof UserError ? cause.message : 'fault'),
      );
      if (!declared) expect(made, name).toContain('has no rows to export');
      else expect(['rows', 'notice'].includes(made) || /DD-|D-|No |not /.test(made), `${name}: ${made}`).toBe(true);
    }
  });

  test('a private answer is not given where others see it, below cite and show neither', async () => {
    const inChannel = { ...asker, public: true };
    for (const line of ['audit', 'audit since:7d', 'cite audit since:7d'])
      expect(await message(line, inChannel)).toContain('is shown to you alone, never in a channel');
    expect(await message('audit')).toBe('answered: Audit');
  });

  test('cite takes a command of one word as a command, and anything else of one word as an id', async () => {
    expect(await message('cite releases')).toBe('answered: Cite Declined-detainer releases');
    expect(await message('cite help')).toMatch(/^answered: /);
    expect(await message('cite nonsense')).toContain('is not the id of an answer');
    expect(await message('cite export')).toContain('so it is not run from here');
  });
});
