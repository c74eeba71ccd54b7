import { expect, test } from 'vitest';
import type { Answer, Form, Home, Part } from '../../src/answer.ts';
import { formView } from '../../src/blocks/form-view.ts';
import { homeView } from '../../src/blocks/home-view.ts';
import { checkMessage, checkView } from '../../src/blocks/limits.ts';
import {
  renderFault,
  renderMessage,
  renderNative,
  renderNote,
  renderPlain,
  renderPost,
  renderProblem,
  withCommand,
} from '../../src/blocks/message.ts';
import { searchView } from '../../src/blocks/search-view.ts';
import { UserError } from '../../src/errors.ts';
import { drawnKinds, renderBlocks } from '../../src/local/html/blocks.ts';
import { richTextKinds } from '../../src/local/html/rich-text.ts';
import { cellKinds } from '../../src/local/html/table.ts';

const item = { text: 'An item', details: ['a detail'] };
const table = { columns: ['a', 'b'], rows: [['1', '2']] };
/** One part of each kind; a kind without a sample does not compile. */
const PARTS: { [Kind in Part['kind']]: Extract<Part, { kind: Kind }> } = {
  facts: { kind: 'facts', title: 'Facts', facts: [{ label: 'a', value: 'b' }] },
  table: { kind: 'table', title: 'A table', ...table, total: 1 },
  list: { kind: 'list', title: 'A list', items: [item], total: 40 },
  chart: {
    kind: 'chart',
    title: 'A chart',
    alt: 'said',
    ...table,
    name: 'chart',
    picture: { form: 'bars', title: '', measure: '', series: [], points: [], source: '', theme: 'light' },
  },
  note: { kind: 'note', text: 'A note', tone: 'warning' },
  choices: { kind: 'choices', question: 'Which?', choices: [{ label: 'This', words: 'policy this' }] },
  guide: { kind: 'guide', title: 'A guide', items: [item] },
  code: { kind: 'code', title: 'Code', entries: ['@misc{x}'] },
};
const answerOf = (parts: Part[]): Answer => ({
  kind: 'answer',
  title: 'An answer',
  summary: 'What is known.',
  parts,
  citations: [
    { title: 'A source', url: 'https://example.org/a', asOf: '2026-03-11' },
    { title: 'One without an address', asOf: '2026' },
  ],
  followUps: [{ label: 'Page 2', words: 'lookup MN page:2' }],
  words: 'lookup MN',
  kept: { id: 'DD-7K3Q', csv: true },
});
const answers = [answerOf([]), answerOf(Object.values(PARTS)), ...Object.values(PARTS).map((part) => answerOf([part]))];
const home: Home = {
  digests: [{ channelId: 'C1', text: 'daily' }],
  watches: [{ channelId: 'D1', text: 'Denver' }],
  sources: [{ text: 'policies' }],
  warnings: ['late'],
  answers: [{ id: 'DD-7K3Q', line: 'policy Denver', text: 'policy Denver' }],
  more: { digests: 1, watches: 0 },
};
const choices = [
  { value: 'a', label: 'One' },
  { value: 'b', label: 'Other' },
];
const form: Form = {
  title: 'A form',
  submit: 'Send',
  line: 'dispute LA-8',
  notes: ['What it is about'],
  fields: [
    { kind: 'line', name: 'by', label: 'Who', hint: 'An agency', value: 'ICE', longest: 80 },
    { kind: 'text', name: 'says', label: 'What', optional: true, value: 'two\nlines', longest: 300 },
    { kind: 'day', name: 'on', label: 'When', value: '2020-10-02' },
    { kind: 'choice', name: 'kind', label: 'Kind', value: 'b', choices },
    { kind: 'menu', name: 'field', label: 'Field', value: 'a', choices },
  ],
};
const choice = { words: 'Denver', label: 'Denver', detail: 'a place' };

const months = ['2026-01', '2026-02'];
const natives = ['bars', 'lines'].flatMap((form) => {
  const points = months.map((at) => ({ at, series: 'Detainers', value: 7 }));
  const rows = Array.from({ length: 40 }, (_, n) => [`Row ${n}`, `${n}`]);
  const picture = { ...PARTS.chart.picture, form: form as 'bars', series: ['Detainers'], points };
  const native = renderNative(answerOf([{ ...PARTS.chart, rows, picture }]), { visibility: 'ephemeral' });
  return native ? [native] : [];
});

/** Everything that the desk can send, of each renderer of blocks/. */
const messages = [
  ...answers.flatMap((answer) => [
    renderMessage(answer, { visibility: 'ephemeral' }),
    renderPlain(answer, { visibility: 'ephemeral' }),
    withCommand(renderMessage(answer, { visibility: 'in_channel' }), 'lookup MN', 'U1'),
    withCommand(renderMessage(answer, { visibility: 'in_channel' }), 'lookup MN'),
    ...Object.values(renderPost({ answer, brief: true, footer: 'A footer' })),
  ]),
  ...natives,
  renderProblem(new UserError('No.', { choices: [choice] })),
  renderNote('A note.'),
  renderFault('abc123'),
];
const views = [
  searchView({}),
  searchView({ responseUrl: 'https://example.org/r', channelId: 'C1' }, [choice]),
  homeView(home),
  formView(form, { channelId: 'C1' }),
  homeView({ ...home, digests: [], watches: [], sources: [], warnings: [], answers: [] }),
];
/** As the page gets it: by way of JSON. */
const received = (blocks: object[]) => JSON.parse(JSON.stringify(blocks));

/** Every `type` inside a value. */
function typesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(typesIn);
  if (typeof value !== 'object' || value === null) return [];
  const { type } = value as { type?: unknown };
  return [...(typeof type === 'string' ? [type] : []), ...Object.values(value).flatMap(typesIn)];
}

test('the page draws what the desk sends, and nothing else', () => {
  const sent = typesIn([messages.map((message) => message.blocks), views]);
  const drawn = [...drawnKinds, ...richTextKinds, ...cellKinds, 'plain_text', 'mrkdwn', 'modal', 'home', 'bar', 'line'];
  expect([...new Set(sent)].sort()).toEqual([...new Set(drawn)].sort());
});

test('everything that is sent can be drawn and is within the limits', () => {
  for (const message of messages) expect(checkMessage(message)).toEqual([]);
  for (const view of views) expect(checkView(view)).toEqual([]);
  for (const { blocks } of [...messages, ...views]) expect(renderBlocks(received(blocks), 'p').markup).not.toBe('');
});

test.each([
  ['block', [{ type: 'video' }], 'video'],
  ['block named like a property of objects', [{ type: 'constructor' }], 'constructor'],
  ['element', [{ type: 'actions', elements: [{ type: 'overflow' }] }], 'overflow'],
  ['rich text', [{ type: 'rich_text', elements: [{ type: 'rich_text_list' }] }], 'rich_text_list'],
  ['cell', [{ type: 'table', rows: [[{ type: 'raw_date', text: '7' }]] }], 'raw_date'],
])('another kind of %s is an error that names it', (_what, blocks, type) => {
  expect(() => renderBlocks(received(blocks), 'p')).toThrow(`"${type}"`);
});
