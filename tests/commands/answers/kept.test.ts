import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/answer.ts';
import { renderMessage } from '../../../src/blocks/message.ts';
import { renderText } from '../../../src/blocks/text.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { UserError } from '../../../src/errors.ts';
import { deleteExpired } from '../../../src/jobs/delete-expired.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { madeImport, rows } from '../../_util/news.ts';

let desk: Context;
let dice: number[];
/** Bytes that a test sets, then counting ones. */
beforeEach(async () => {
  let counter = 0;
  dice = [];
  desk = {
    ...(await bundledDesk()),
    randomBytes: (count) =>
      Uint8Array.from({ length: count }, () => {
        counter = (counter + 7) % 32;
        return dice.shift() ?? counter;
      }),
  };
});
afterEach(() => desk.close());
const at = (instant: string): Context => ({ ...desk, now: () => new Date(instant) });
const asker = { channelId: 'C1', userId: 'U2', role: 'editor' as const };
const ask = async (words: string, context = desk) => (await answerCommand(context, words, asker)) as Answer;
const idOf = async (words: string, context = desk) => (await ask(words, context)).kept?.id ?? '';
const mistake = (words: string, context = desk): Promise<string> =>
  answerCommand(context, words, asker).then(
    () => 'no mistake',
    (cause: unknown) => (cause instanceof UserError ? cause.message : String(cause)),
  );
const saidOf = async (words: string, context = desk) => renderText(await ask(words, context), { width: 0 });

describe('the id of an answer', () => {
  test('is in the last line of every mouth, and kept with the words, the place and the imports', async () => {
    dice = [7, 19, 3, 23, 5, 29, 4, 22];
    const answer = await ask('policy "Cook County, IL" on:2024-05-01');
    expect(answer.kept?.id).toBe('DD-7K3Q5X4P');
    expect(renderText(answer).split('\n').at(-1)).toContain('DD-7K3Q5X4P');
    const message = renderMessage(answer, { visibility: 'ephemeral' });
    expect(JSON.stringify(message.blocks.at(-1))).toContain('DD-7K3Q5X4P');
    expect(JSON.stringify(message)).toContain('"value":"cite DD-7K3Q5X4P"');
    const [row] = await rows<Record<string, string>>(desk.db, 'select * from answers');
    expect(row).toMatchObject({
      line: 'policy "Cook County, IL" on:2024-05-01',
      channel_id: 'C1',
      user_id: 'U2',
      answered_at: '2026-11-24T12:00:00.000Z',
    });
    expect(Object.keys(JSON.parse(row?.['imports'] ?? ''))).toEqual(['agreements-287g', 'lists', 'places', 'policies']);
    expect(JSON.stringify(row)).not.toContain('hold');
  });

  test('help, questions back and mistakes have none', async () => {
    await ask('help');
    await ask('policy orange county');
    await mistake('policy Atlantis');
    expect(await rows(desk.db, 'select * from answers')).toEqual([]);
  });

  test('an id that is taken is not given twice', async () => {
    const twice = [1, 1, 1, 1, 1, 1, 1, 1];
    dice = [...twice, ...twice, 2, 2, 2, 2, 2, 2, 2, 2];
    expect([await idOf('sources'), await idOf('sources')]).toEqual(['DD-11111111', 'DD-22222222']);
  });

  test('while an import holds the database the answer comes at once, without an id', async () => {
    const [file] = await rows<{ file: string }>(desk.db, 'pragma database_list');
    await sql.raw('pragma busy_timeout = 600000').execute(desk.db);
    const other = new Sqlite(file?.file ?? '');
    other.exec('begin immediate');
    const answer = await ask('policy "Cook County, IL"');
    other.exec('rollback');
    other.close();
    expect(answer.summary).toContain('Cook County, IL');
    expect(answer.kept).toBeUndefined();
    expect(await idOf('policy "Cook County, IL"')).toMatch(/^DD-/);
    expect(await rows(desk.db, 'pragma busy_timeout')).toEqual([{ timeout: 600000 }]);
  });

  test('whatever else goes wrong with keeping, the answer comes', async () => {
    await sql.raw('drop table answers').execute(desk.db);
    expect((await ask('policy "Cook County, IL"')).kept).toBeUndefined();
  });
});

describe('an answer of a direct message', () => {
  test('is shown, cited and exported to that person alone; what was asked in a channel, to all', async () => {
    const inDm = { ...asker, channelId: 'D1' };
    const id = ((await answerCommand(desk, 'policy Denver', inDm)) as Answer).kept?.id ?? '';
    const own = (await answerCommand(desk, `show ${id}`, inDm)) as Answer;
    expect(own.title).toContain('Denver');
    const other = { ...asker, userId: 'U9', export: async () => own as never };
    for (const line of [`show ${id}`, `cite ${id}`, `export ${id}`])
      await expect(answerCommand(desk, line, other), line).rejects.toThrow(`No answer is kept under ${id}`);
    const shared = ((await answerCommand(desk, 'policy Denver', asker)) as Answer).kept?.id ?? '';
    expect(((await answerCommand(desk, `show ${shared}`, other)) as Answer).title).toContain('Denver');
  });
});

describe('show', () => {
  const QUESTION = 'policy "Cook County, IL" on:2024-05-01';

  test('an id is read however it is typed, and answers the same words', async () => {
    dice = [7, 19, 3, 0, 7, 19, 3, 0];
    await idOf(QUESTION);
    for (const typed of ['DD-7K307K30', 'dd7k307k30', 'dd 7k3o7k3o', '"DD-7K307K30"'])
      expect(await saidOf(`show ${typed}`)).toMatch(/Cook County, IL[\s\S]*It reads the same today/);
    expect(await rows(desk.db, 'select * from answers')).toHaveLength(1);
  });

  test('says which of its sources were loaded since, and only those', async () => {
    const id = await idOf(QUESTION);
    await madeImport(desk.db, [], { source: 'policies', file: 'policies-2.csv' });
    await madeImport(desk.db, [], { source: 'figures', file: 'figures-2.csv' });
    const said = await saidOf(`show ${id}`);
    expect(said).toContain('Loaded since: policies (policies-2.csv');
    expect(said).not.toContain('figures-2.csv');
    expect(said).toContain('reads the same');
  });

  test('a changed fact is said to read differently', async () => {
    const id = await idOf(QUESTION);
    await sql`update policies set hold_on_detainer = 'required' where place_id = '17031'`.execute(desk.db);
    expect(await saidOf(`show ${id}`)).toContain('reads differently today');
  });

  test('another day alone is told from changed facts', async () => {
    const id = await idOf('policy "Cook County, IL"');
    const said = await saidOf(`show ${id}`, at('2026-11-29T12:00:00Z'));
    expect(said).toContain('only because another day is asked about');
    expect(said).toContain('Given Nov 24, 2026, 12:00 PM UTC');
  });

  test.each([
    ['show', /example: show DD-7K3Q/],
    ['show DD-ZZZZ', /kept for 90 days.*policy "Cook County, IL"/],
    ['show everything', /not the id of an answer.*show DD-7K3Q/],
    ['show DD-UUUU', /not the id/],
  ])('%s: a kind sentence with an example', async (words, sentence) => {
    expect(await mistake(words)).toMatch(sentence);
  });

  test('after 90 days it is no longer kept, and the job deletes it', async () => {
    const id = await idOf(QUESTION);
    const late = at('2027-02-23T12:00:00Z');
    expect(await mistake(`show ${id}`, at('2027-02-22T12:00:00Z'))).toBe('no mistake');
    expect(await mistake(`show ${id}`, late)).toMatch(/No answer is kept under/);
    await deleteExpired(at('2027-02-22T12:00:00Z'));
    expect(await rows(desk.db, 'select * from answers')).not.toEqual([]);
    await deleteExpired(late);
    expect(await rows(desk.db, 'select * from answers')).toEqual([]);
  });
});

describe('cite', () => {
  test('plain, footnote and BibTeX, with source, address, as-of date, question and day of access', async () => {
    const id = await idOf('policy "Mecklenburg County, NC" on:2025-10-01');
    const said = await saidOf(`cite ${id}`, at('2026-11-26T12:00:00Z'));
    expect(said).toMatch(/Plain\nHB 318.*As of Jan 21, 2026\. https?:\/\//);
    expect(said).toMatch(
      /Footnotes\n1\. HB 318.*\(as of Jan 21, 2026\), http.*accessed Nov 26, 2026, through Detainer Desk/,
    );
    expect(said).toContain(`@misc{${id.toLowerCase()}-1,`);
    expect(said).toContain('urldate = {2026-11-26}');
    expect(said).toContain('policy "Mecklenburg County, NC" on:2025-10-01');
  });

  test('a command line can be cited without an id; what has no facts cannot', async () => {
    expect(await saidOf('cite "policy Denver"')).toContain('@misc{detainer-desk-1,');
    expect(await saidOf('cite policy "Cook County, IL"')).toContain('@misc{detainer-desk-1,');
    expect(await saidOf('cite policy orange county')).toContain('no facts here to cite');
    expect(await mistake('cite DD-ZZZZ')).toMatch(/No answer is kept/);
    expect(await mistake('cite')).toContain('cite DD-7K3Q');
  });

  test('what has changed since is said', async () => {
    const id = await idOf('policy "Cook County, IL" on:2024-05-01');
    await madeImport(desk.db, [], { source: 'policies', file: 'policies-2.csv' });
    expect(await saidOf(`cite ${id}`)).not.toContain('reads differently');
    await sql`update policies set hold_on_detainer = 'required' where place_id = '17031'`.execute(desk.db);
    expect(await saidOf(`cite ${id}`)).toContain('reads differently since it was given');
  });
});

describe('Watch this', () => {
  test.each([
    ['policy "Cook County, IL"', 'watch "Cook County, IL"'],
    ['policy LAPD', 'watch "Los Angeles Police Department"'],
    ['releases in:"Los Angeles County, CA"', 'watch "Los Angeles County, CA"'],
    ['releases in:"Denver, CO"', 'watch "Denver, CO"'],
  ])('%s leads to a watch that can be set up', async (words, watch) => {
    const followUps = (await ask(words)).followUps.filter((each) => each.label === 'Watch this');
    expect(followUps.map((each) => each.words)).toEqual([watch]);
    expect((await ask(watch)).title).toMatch(/^Watching /);
  });

  test.each(['releases in:"Cook County, IL" in:"Los Angeles County, CA"', 'releases'])(
    '%s: no single place',
    async (words) => {
      expect((await ask(words)).followUps.map((each) => each.label)).not.toContain('Watch this');
    },
  );
});
