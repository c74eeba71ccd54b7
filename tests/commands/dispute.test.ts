import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Asker, LOCAL } from '../../src/command-line/subcommand.ts';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { bundledDesk } from '../_util/desk.ts';

let desk: Context;
beforeEach(async () => {
  desk = await bundledDesk();
});
afterEach(() => desk.close());

const ask = (line: string, asker: Asker = LOCAL) => answerCommand(desk, line, asker);
const said = async (line: string) => JSON.stringify(await ask(line));
const entries = () => desk.db.selectFrom('ledger_entries').selectAll().execute();

const SOURCE = 'url:https://www.example.gov/statement';
const RESPONSE = `dispute LA-8 kind:response by:"Los Angeles County" on:2020-10-02 ${SOURCE} says:"the request came late"`;
const CORRECTION = `dispute LA-8 kind:correction by:ICE on:2020-10-05 ${SOURCE} field:age now:35`;

describe('both sides of a published case', () => {
  test('an answer stands beside the claim, each with its day and source', async () => {
    const before = await ask('releases in:"Los Angeles County, CA" since:2020-08 disputed:yes');
    expect(before.summary).toContain('No published case');
    await ask(RESPONSE);
    const card = await said('lookup LA-8');
    expect(card).toContain('answered by Los Angeles County, Oct 2, 2020');
    expect(card).toContain('Sep 28, 2020, by ICE');
    expect(card).toContain('Oct 2, 2020, Los Angeles County: the request came late');
    expect(card).toContain('https://www.example.gov/statement');
    expect(card).not.toContain("the agency's answer");
    const list = await ask('releases in:"Los Angeles County, CA" since:2020-08 disputed:yes');
    expect(list.summary).toContain('1 published case');
    expect(JSON.stringify(list)).toContain('Response, Oct 2, 2020');
  });

  test('a corrected value is shown as it was and as it is; the published row stays', async () => {
    await ask(CORRECTION);
    expect(await said('lookup LA-8')).toContain('age: 55 -> 35');
    expect(await said('releases in:"Los Angeles County, CA" since:2020-08 more:all')).toContain('age: 55 -> 35');
    await ask(CORRECTION.replace('now:35', 'now:36').replace('10-05', '10-06'));
    expect(await said('lookup LA-8')).toContain('age: 35 -> 36');
    const row = await desk.db.selectFrom('releases').select('age').where('case_id', '=', 'LA-8').executeTakeFirst();
    expect(row).toEqual({ age: '55' });
  });

  test('a withdrawn claim is listed with who withdrew it', async () => {
    await ask(`dispute LA-7 kind:retraction by:ICE on:2020-11-02 ${SOURCE}`);
    const list = await said('releases in:"Los Angeles County, CA" since:2020-08');
    expect(list).toContain('1 claim among these was withdrawn later (LA-7)');
    expect(await said('lookup LA-7')).toContain('withdrawn by ICE, Nov 2, 2020');
  });

  test('a further claim disputes nothing', async () => {
    await ask(`dispute LA-7 kind:claim by:DHS on:2020-11-02 ${SOURCE} says:"the same is said again"`);
    expect((await ask('releases in:"Los Angeles County, CA" since:2020-08 disputed:yes')).summary).toContain(
      'No published case',
    );
  });

  test('a published figure carries entries too', async () => {
    await ask(`dispute LA-FY23-removals kind:correction by:ICE on:2024-01-02 ${SOURCE} field:value now:2,500`);
    const [entry] = await entries();
    expect(entry).toMatchObject({ fact: 'LA-FY23-removals', field: 'value', was: '2429', now: '2,500' });
  });

  test('the same entry twice is one entry, and another edition of the file keeps it', async () => {
    await ask(RESPONSE);
    expect((await ask(RESPONSE)).summary).toContain('recorded already');
    expect(await entries()).toHaveLength(1);
  });

  test('what parties say is news, by its own day and by the day of its recording', async () => {
    await ask(RESPONSE);
    await ask(CORRECTION);
    expect((await ask('news since:2020-10-01 until:2020-10-31 kinds:releases')).summary).toContain(
      '1 published case was answered or corrected',
    );
    const recorded = await said('news in:California since:2026-11-20 kinds:releases');
    expect(recorded).toContain('1 correction, 1 response to what was published');
    expect(await said('news in:Texas since:2026-11-20 kinds:releases')).not.toContain('1 correction');
  });
});

describe('what is filled in wrongly is refused with a sentence, and nothing is stored', () => {
  test.each([
    ['dispute', 'Dispute which case?'],
    ['dispute LA-999 kind:response', 'No published case or figure has the reference `LA-999`'],
    [RESPONSE.replace('kind:response', 'kind:lie'), 'kind: Choose claim, response, correction or retraction.'],
    [RESPONSE.replace('by:"Los Angeles County"', ''), 'by: Say which agency or publication says it.'],
    [RESPONSE.replace('2020-10-02', '2031-10-02'), 'on: This day is in the future.'],
    [RESPONSE.replace('2020-10-02', 'someday'), 'on: Give the day'],
    [RESPONSE.replace('https://www.example.gov/statement', 'javascript:alert(1)'), 'url: Give the address'],
    [RESPONSE.replace(/ says:.*/, ''), 'says: Say in a sentence'],
    [RESPONSE.replace('came late', 'x'.repeat(320)), 'says: At most 300 characters.'],
    [`${RESPONSE} field:age now:3`, 'field: Only a correction has a value.'],
    [CORRECTION.replace('now:35', 'now:young'), 'now: Write an age in years'],
    [CORRECTION.replace('field:age', 'field:mood'), 'field: The fields are detainer_outcome'],
    [CORRECTION.replace('field:age now:35', 'field:release_date now:soon'), 'now: Write a date'],
  ])('%s', async (line, problem) => {
    await expect(ask(line)).rejects.toThrow(problem);
    expect(await entries()).toEqual([]);
  });

  test.each([
    RESPONSE.replace('the request came late', 'Maria Garcia said so'),
    RESPONSE.replace('the request came late', 'call 213-555-0187'),
    RESPONSE.replace('Los Angeles County', 'John Smith'),
    RESPONSE.replace('gov/statement', 'gov/news/maria-garcia-released'),
  ])('a person is refused without repeating it: %s', async (line) => {
    const refusal = await ask(line).then(
      () => 'stored',
      (cause: Error) => cause.message,
    );
    expect(refusal).not.toMatch(/stored|Maria|Garcia|Smith|0187/i);
    expect(await entries()).toEqual([]);
  });

  test('a reader may not, an editor may', async () => {
    await expect(ask(RESPONSE, { ...LOCAL, role: 'reader' })).rejects.toThrow('is for editors');
    expect((await ask(RESPONSE, { ...LOCAL, role: 'editor' })).summary).toContain('Recorded: Response');
  });
});
