import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Notice } from '../../src/answer.ts';
import { renderMessage } from '../../src/blocks/message.ts';
import { renderText } from '../../src/blocks/text.ts';
import { type Asker, LOCAL } from '../../src/command-line/subcommand.ts';
import { answerCommand, subcommands } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { UserError } from '../../src/errors.ts';
import { bundledDesk } from '../_util/desk.ts';
import { loadRows } from '../_util/detainers.ts';

const PERSON: Asker = { channelId: 'C0000000001', userId: 'U0000000001', role: 'admin' };
let fresh: Context;
beforeAll(async () => {
  fresh = await bundledDesk();
});
afterAll(() => fresh.close());

const ask = (line: string, desk = fresh, asker = LOCAL) => answerCommand(desk, line, asker);
/** What is shown above the sources and the buttons. */
const body = (answer: Answer | Notice): string => renderText({ ...answer, citations: [], followUps: [] } as never);

describe('a desk without a detainer row', () => {
  test.each([
    ['Cook County, IL', 'DOJ list'],
    ['Denver', '5 published cases'],
    ['Minnesota', '882'],
    ['Los Angeles', '9 published cases'],
    ['State of New York', '4 published cases'],
    ['Harris County, TX', '287(g)'],
    ['Wyoming', '19 agreements'],
    ['LASD', '9 published cases'],
  ])('tells of %s what else is known, with its sources', async (place, known) => {
    for (const command of ['lookup', 'stats', 'chart']) {
      const answer = await ask(`${command} "${place}" more:all`);
      // Where others published counts, those are the answer to a question for counts.
      if (command !== 'lookup' && answer.title.startsWith('Published figures')) continue;
      expect(answer.kind, command).toBe('answer');
      expect(answer.summary).toMatch(/^No detainer records are loaded for /);
      expect(body(answer)).toContain(known);
      expect(body(answer).match(/npm run -s import -- ice-detainers/g)).toHaveLength(1);
    }
  });

  test('says the rule in the words of `policy`, and cites what it rests on', async () => {
    for (const place of ['Cook County, IL', 'Denver, CO', 'Travis County, TX', 'Oregon']) {
      const [card, policy] = [await ask(`lookup "${place}" more:all`), await ask(`policy "${place}" more:all`)];
      expect(card.summary.endsWith(` ${policy.summary}`)).toBe(true);
      if (card.kind === 'notice' || policy.kind === 'notice') throw new Error('no answer');
      const titles = ({ citations }: Answer) => citations.map(({ title }) => title);
      expect(titles(card)).toEqual(expect.arrayContaining(titles(policy)));
    }
  });

  test('shows three of the newest published cases, each with its button and who disputes it', async () => {
    const first = await ask('lookup "Denver, CO"');
    expect(body(first)).toContain('1 of 5');
    const card = await ask('lookup "Denver, CO" more:all');
    const cases = (card.parts as Answer['parts']).flatMap((part) => (part.kind === 'list' ? part.items : []));
    expect(cases).toHaveLength(3);
    for (const { action } of cases) expect((await ask(action?.words ?? '')).title).toContain(action?.label);
    expect(cases.flatMap(({ details }) => details ?? []).join()).toContain('Disputed or corrected: city:');
  });

  test('compares what is known of each place', async () => {
    const answer = await ask('compare Texas with Florida');
    expect(answer.summary).toBe('No detainer records are loaded for Texas and Florida.');
    const [list] = answer.parts as Answer['parts'];
    expect(list).toMatchObject({ kind: 'list', items: [{ text: 'Texas' }, { text: 'Florida' }] });
    expect(body(answer)).toMatch(
      /1\. Texas\s+On [\s\S]+ in Texas must hold [\s\S]+ agreements of [\s\S]+2\. Florida\s+On [\s\S]+ in Florida must hold [\s\S]+ agreements of /,
    );
  });

  test('tells of the whole country', async () => {
    const answer = await ask('lookup US');
    expect(answer.kind).toBe('answer');
    expect(body(answer)).toMatch(/agreements of [\d,]+ agencies[\s\S]+published cases/);
  });

  test('claims no county rule for a federal site, and says how records get there', async () => {
    const answer = await ask('lookup "FCI Dublin"');
    expect(answer.kind).toBe('notice');
    expect(body(answer)).toMatch(/No rule of a county or a state[\s\S]+npm run -s import/);
  });

  test('is asked again by the id of the card', async () => {
    const desk = { ...fresh, randomBytes: (count: number) => new Uint8Array(count).fill(7) };
    const card = await ask('lookup "Cook County, IL"', desk);
    if (card.kind === 'notice' || !card.kept) throw new Error('not kept');
    expect(card.kept.csv).toBe(false);
    expect(Object.keys(card.imports ?? {})).toEqual(expect.arrayContaining(['policies', 'agreements-287g', 'lists']));
    expect(body(await ask(`show ${card.kept.id}`, desk))).toContain('It reads the same today.');
  });
});

describe('a desk with rows', () => {
  test('counts them where they are, and gives the card where none is', async () => {
    const desk = await bundledDesk();
    await loadRows(desk, [{ facility_state: 'MN' }]);
    const [counted, none] = [await ask('lookup Minnesota', desk), await ask('lookup "Cook County, IL" more:all', desk)];
    expect(counted.summary).not.toContain('No detainer records');
    expect(none.kind).toBe('answer');
    expect(body(none)).toMatch(/No record here is not proof|DOJ list/);
    expect(body(none)).not.toContain('npm run');
    const never = await ask('lookup Minnesota since:1999 until:2000', desk);
    expect(never.summary).toMatch(
      /^No detainer records are loaded for Minnesota \(since 1999, until 2000\)\. On [\s\S]+ in Minnesota may not hold /,
    );
    // The rows of other days are not told of as cases.
    expect(body(never)).toMatch(/All that is loaded: 1 detainer/);
    expect(body(never)).not.toMatch(/D-\w{4}-\w{4}/);
    await desk.close();
  });
});

describe('how facts get loaded', () => {
  const places = ['lookup Denver', 'stats Texas', 'compare Texas with Florida', 'chart Texas', 'lookup US'];
  const others = ['sources', 'sources ice-detainers', 'sources agreements-287g', 'sources facilities', 'stats US'];
  const helps = subcommands.map(({ name }) => `help ${name}`);

  test.each([
    ['the person who runs this desk', {}],
    ['the people who run this desk', { opsChannel: 'C0000000OPS' }],
  ])('in Slack, whom to ask: %s', async (whom, inSlack) => {
    for (const line of [...places, ...others, ...helps]) {
      const answer = await ask(line, { ...fresh, inSlack }, PERSON).catch((cause) => {
        if (cause instanceof UserError) return cause;
        throw cause;
      });
      const said = 'parts' in answer ? renderText(answer) : answer.message;
      expect(said, line).not.toMatch(/\bnpm\b/);
      if (places.includes(line)) expect(said.replace(/\s+/g, ' '), line).toContain(`ask ${whom}`);
    }
  });

  test.each([
    ['C0000000OPS', { type: 'channel', channel_id: 'C0000000OPS' }],
    ['U0000000OPS', { type: 'user', user_id: 'U0000000OPS' }],
  ])('in Slack, OPS_CHANNEL %s is named as Slack names it', async (opsChannel, element) => {
    const answer = await ask('lookup Denver', { ...fresh, inSlack: { opsChannel } }, PERSON);
    const elements =
      renderMessage(answer, { visibility: 'ephemeral' }).blocks?.flatMap((block) => JSON.stringify(block)) ?? [];
    expect(elements.filter((block) => block.includes(JSON.stringify(element)))).toHaveLength(1);
  });

  test('in the terminal of a desk that answers in Slack, the command', async () => {
    for (const line of ['lookup Denver', 'sources'])
      expect(renderText(await ask(line, { ...fresh, inSlack: {} }, LOCAL))).toMatch(/npm run -s\s+import/);
  });
});
