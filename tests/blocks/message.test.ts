import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Part } from '../../src/answer.ts';
import { cleanText, escapeText, isSafeLink } from '../../src/blocks/escape.ts';
import { checkMessage } from '../../src/blocks/limits.ts';
import { renderFault, renderMessage, renderPlain, renderProblem, withCommand } from '../../src/blocks/message.ts';
import { renderText } from '../../src/blocks/text.ts';
import { answerCommand } from '../../src/commands/index.ts';
import { UserError } from '../../src/errors.ts';
import { bundledDesk } from '../_util/desk.ts';
import { HIDDEN, shown, TOKEN } from '../_util/shown.ts';
import { THOROUGH } from '../_util/thorough.ts';

const answer = (over: Partial<Answer> = {}): Answer => ({
  kind: 'answer',
  title: 'A place',
  summary: 'What is known.',
  parts: [],
  citations: [{ title: 'A source', url: 'https://example.org/a', asOf: '2026-03-11' }],
  followUps: [{ label: 'Page 2', words: 'lookup MN page:2' }],
  words: 'lookup MN',
  ...over,
});

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '<!channel>',
    '<!here|x> & <@U123>',
    '<https://evil.example|ice.gov>',
    '\u202Egnp.exe',
    '\u001b[31mred',
    '`*_~',
    '<#C1>',
    '',
    ' ',
  ),
  fc.string({ minLength: 3000, maxLength: 5000 }),
);
const item = fc.record({ text: nasty, details: fc.array(nasty, { maxLength: 3 }) });
const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({
    kind: fc.constant('facts' as const),
    title: nasty,
    facts: fc.array(fc.record({ label: nasty, value: nasty }), { maxLength: 20 }),
  }),
  fc.record({
    kind: fc.constant('note' as const),
    text: nasty,
    tone: fc.constantFrom('plain' as const, 'warning' as const),
  }),
  fc.record({
    kind: fc.constant('list' as const),
    title: nasty,
    items: fc.array(item, { maxLength: 40 }),
    total: fc.nat(),
  }),
  fc.record({
    kind: fc.constant('choices' as const),
    question: nasty,
    choices: fc.array(fc.record({ label: nasty, words: nasty }), { maxLength: 30 }),
  }),
  fc.record({ kind: fc.constant('code' as const), title: nasty, entries: fc.array(nasty, { maxLength: 20 }) }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(nasty, { minLength: 1, maxLength: 5 }),
    rows: fc.array(fc.array(nasty, { maxLength: 5 }), { maxLength: 60 }),
    total: fc.nat(),
  }),
);
const anything = fc.record({
  title: nasty,
  summary: nasty,
  parts: fc.array(part, { maxLength: 12 }),
  citations: fc.array(fc.record({ title: nasty, url: nasty, asOf: nasty }), { minLength: 1, maxLength: 12 }),
  followUps: fc.array(fc.record({ label: nasty, words: nasty }), { maxLength: 9 }),
  words: nasty,
  kept: fc.constantFrom(undefined, { id: 'DD-7K3Q', csv: true }, { id: 'DD-7K3Q', csv: false }),
});

describe('any answer', () => {
  test.skipIf(!THOROUGH)("the message stays inside Slack's limits and nothing in it is a token", () => {
    fc.assert(
      fc.property(anything, (over) => {
        const message = renderMessage(answer(over as Partial<Answer>), { visibility: 'ephemeral' });
        expect(checkMessage(message)).toEqual([]);
        expect(shown(message).filter((text) => TOKEN.test(text) || HIDDEN.test(text))).toEqual([]);
        const urls = JSON.stringify(message).match(/"url":"([^"]*)"/g) ?? [];
        expect(urls.filter((url) => !/^"url":"https?:\/\//.test(url))).toEqual([]);
        expect(JSON.stringify(message)).toContain('as of');
        const plain = renderPlain(answer(over as Partial<Answer>), { visibility: 'ephemeral' });
        expect(checkMessage(plain)).toEqual([]);
        expect(shown(plain).filter((text) => TOKEN.test(text))).toEqual([]);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  test('a terminal gets no control characters', () => {
    fc.assert(
      fc.property(anything, (over) => {
        expect(renderText(answer(over as Partial<Answer>))).not.toMatch(HIDDEN);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });
});

test.each([0, 1, 100, 10_000])('a list and a table of %i rows', (count) => {
  const items = Array.from({ length: count }, (_, at) => ({ text: `row ${at}`, details: ['x'.repeat(200)] }));
  const rows = Array.from({ length: count }, (_, at) => [String(at), 'y'.repeat(5000)]);
  const message = renderMessage(
    answer({
      parts: [
        { kind: 'list', items, total: count },
        { kind: 'table', columns: ['a', 'b'], rows, total: count },
      ],
    }),
    { visibility: 'ephemeral' },
  );
  expect(checkMessage(message)).toEqual([]);
  expect(JSON.stringify(message)).toContain('A source');
  if (count > 20) expect(JSON.stringify(message)).toContain('more not shown here');
});

test('an answer says who sees it, and has a button for each follow-up and one to post it', () => {
  const message = renderMessage(answer(), { visibility: 'ephemeral' });
  expect(message.response_type).toBe('ephemeral');
  expect(JSON.stringify(message.blocks)).toContain('"value":"lookup MN page:2"');
  expect(JSON.stringify(message.blocks)).toContain('"action_id":"post"');
  const posted = withCommand(renderMessage(answer(), { visibility: 'in_channel' }), 'lookup <!channel>');
  expect(posted.response_type).toBe('in_channel');
  expect(JSON.stringify(posted.blocks)).not.toContain('"action_id":"post"');
  expect(JSON.stringify(posted.blocks)).toContain('&lt;!channel&gt;');
});

test('problems and faults', () => {
  const problem = renderProblem(new UserError('`<!here>` is no date', { choices: [{ label: 'help', words: 'help' }] }));
  expect(checkMessage(problem)).toEqual([]);
  for (const text of shown(problem)) expect(text).not.toMatch(TOKEN);
  expect(JSON.stringify(renderFault('7f3a1c'))).toContain('7f3a1c');
});

test('escaping: exactly three characters, ampersand first', () => {
  expect(escapeText('a & <b> "c" \'d\'')).toBe('a &amp; &lt;b&gt; "c" \'d\'');
  expect(cleanText('a\u202Eb\u0007c', 10)).toBe('ab c');
  expect(cleanText('a\uD83Db \u{1F642}', 10)).toBe('a\uFFFDb \u{1F642}');
  expect(cleanText('x'.repeat(20), 5)).toBe('xxxx…');
  expect(
    ['https://a.org/x', 'javascript:alert(1)', 'https://a.org/x|y', 'https://a b', 'http://a>b'].map(isSafeLink),
  ).toEqual([true, false, false, false, false]);
});

describe('the sources of an answer', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      title: `Source ${at + 1}`,
      asOf: '2026',
    })) as unknown as Answer['citations'];

  test.each(['ephemeral', 'in_channel'] as const)('nine are all shown, %s', (visibility) => {
    const said = JSON.stringify(renderMessage(answer({ citations: many(9) }), { visibility }).blocks);
    expect(said).toContain('Source 9');
    expect(said).not.toContain('more source');
  });

  test('of more than fit, the answer says where the others are', () => {
    const kept = { id: 'DD-7K3Q', csv: false };
    const said = JSON.stringify(
      renderMessage(answer({ citations: many(60), kept }), { visibility: 'in_channel' }).blocks,
    );
    expect(said).toMatch(/\d+ more sources: \/detainer cite DD-7K3Q/);
  });
});

test('no table has an empty cell in its header', async () => {
  const desk = await bundledDesk();
  for (const line of ['policy "Cook County, IL"', 'compare policy Texas with Florida']) {
    const said = await answerCommand(desk, line);
    const tables = said.parts.flatMap((part) => (part.kind === 'table' ? [part] : []));
    expect(tables.length).toBeGreaterThan(0);
    for (const { columns } of tables) expect(columns).not.toContain('');
  }
  await desk.close();
});

test('a button that posts to the channel asks first', () => {
  const followUps = [{ label: 'Chart, posted to this channel', words: 'chart stats MN', seenByAll: true as const }];
  const said = JSON.stringify(renderMessage(answer({ followUps }), { visibility: 'ephemeral' }).blocks);
  expect(said).toMatch(/"value":"chart stats MN","confirm":\{"title"/);
});
