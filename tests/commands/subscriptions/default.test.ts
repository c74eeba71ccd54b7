import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Answer, Notice } from '../../../src/answer.ts';
import { renderText } from '../../../src/blocks/text.ts';
import { answerCommand, findFullTable } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { rows } from '../../_util/news.ts';

let desk: Context;
beforeEach(async () => {
  desk = { ...(await bundledDesk()), randomBytes: (count) => new Uint8Array(count).fill(9) };
});
afterEach(() => desk.close());
const ada = { channelId: 'C1', userId: 'U1', role: 'editor' as const };
const ask = (words: string, asker = ada): Promise<Answer | Notice> => answerCommand(desk, words, asker);
const said = async (words: string, asker = ada) => renderText(await ask(words, asker), { width: 0 });

test('without a default a name that several places share is asked about', async () => {
  expect((await ask('policy orange county')).title).toBe('Which orange county?');
});

test("a channel's default decides between places of one name, says so, and offers the others", async () => {
  await ask('default state:CA');
  const answer = await ask('policy orange county');
  expect(answer).toMatchObject({ kind: 'answer', title: 'Orange County, CA' });
  const text = renderText(answer, { width: 0 });
  expect(text).toMatch(
    /Of the \d places of this name, Orange County, CA is meant: California is this channel's default/,
  );
  expect(text).toContain('policy "Orange County, FL"');
  expect(answer.kind === 'answer' && answer.words).toBe('policy "Orange County, CA"');
  expect(await rows(desk.db, 'select line from answers')).toEqual([{ line: 'policy "Orange County, CA"' }]);
  expect(await said('show DD-99999999')).toContain('It reads the same today');
  expect((await ask('policy orange county', { channelId: 'C2', userId: 'U1', role: 'editor' as const })).kind).toBe(
    'notice',
  );
});

test("a person's own goes before the channel's, everywhere", async () => {
  await ask('default state:CA');
  await ask('default me Florida');
  expect(await said('policy orange county')).toContain('Florida is your default');
  expect((await ask('policy orange county', { channelId: 'C9', userId: 'U1', role: 'editor' as const })).title).toBe(
    'Orange County, FL',
  );
  expect((await ask('policy orange county', { channelId: 'C1', userId: 'U5', role: 'editor' as const })).title).toBe(
    'Orange County, CA',
  );
  expect(await said('default')).toContain("Yours: Florida. This channel's: California.");
});

test('it decides nothing else: an unambiguous name, another state, a state without the name', async () => {
  await ask('default state:CA');
  expect(await said('policy "Cook County, IL"')).not.toContain('default');
  expect((await ask('policy "Orange County, FL"')).title).toBe('Orange County, FL');
  expect((await ask('policy franklin county')).kind).toBe('notice');
});

test('a second place of the line is decided too, and the export as well', async () => {
  await ask('default state:TX');
  const text = await said('releases in:"orange county" in:"franklin county"');
  expect(text).toContain('Orange County, TX');
  expect(text).toContain('Franklin County, TX');
  await ask('default state:CA');
  const table = await findFullTable(desk, 'policy orange county', ada);
  expect(table.kind === 'rows' && table.notes[0]).toContain("this channel's default");
});

test('a watch asks all the same', async () => {
  await ask('default state:CA');
  expect((await ask('watch orange county')).title).toBe('Which orange county?');
  expect(await rows(desk.db, 'select * from watches')).toEqual([]);
});

test('off, and off again', async () => {
  await ask('default state:CA');
  expect(await said('default off')).toContain('is off');
  expect(await said('default off')).toContain('was not set');
  expect((await ask('policy orange county')).kind).toBe('notice');
});

test.each(['default state:Narnia', 'default Orange County', 'default me state:12'])('%s: no state', async (words) => {
  await expect(ask(words)).rejects.toThrow(/is not a state.*default state:CA/);
});
