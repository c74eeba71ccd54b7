import type { Button, ContextBlock, SectionBlock } from '@slack/types';
import type { Answer, Kept, Notice, Part, Post } from '../answer.ts';
import type { UserError } from '../errors.ts';
import { formatDate } from '../rules/dates.ts';
import { cleanText, escapeText } from './escape.ts';
import { checkMessage } from './limits.ts';
import { type DeskBlock, dataTable, dataVisualization } from './native.ts';
import {
  type BlockBudget,
  buttons,
  citationBlock,
  confirmation,
  header,
  partBlocks,
  sourceAgesBlock,
  summary,
  textObject,
} from './parts.ts';
import { citationLines, renderText } from './text.ts';
import {
  AS_OF,
  ASKED_BY,
  ASKED_WITH,
  CHART_POSTED,
  CITE,
  CORRECTION,
  EXPORT,
  EXPORT_CONFIRM,
  FAULT,
  KEPT,
  POST_TO_CHANNEL,
} from './words.ts';

export interface SlackMessage {
  response_type: 'ephemeral' | 'in_channel';
  text: string;
  blocks: DeskBlock[];
  replace_original?: boolean;
}

export interface RenderOptions {
  visibility: 'ephemeral' | 'in_channel';
  /** Posted by the desk on its own: keeps its buttons. `brief` lists the sources in one line. */
  posted?: { brief: boolean };
  /** It comes by direct message: it has no button to post it to the channel. */
  direct?: true;
}

// From large to small. The first that fits Slack's limits is used.
const BUDGETS: BlockBudget[] = [
  { items: 20, text: 700 },
  { items: 10, text: 400 },
  { items: 6, text: 280 },
  { items: 5, text: 180 },
  { items: 3, text: 120 },
  { items: 1, text: 80 },
];

/** An answer as a Slack message within Slack's limits. Lists and texts are shortened to fit; citations are kept. */
export function renderMessage(answer: Answer | Notice, options: RenderOptions): SlackMessage {
  const text = fallbackText(answer);
  for (const budget of BUDGETS) {
    const message: SlackMessage = {
      response_type: options.visibility,
      text,
      blocks: blocksOf(answer, budget, options),
    };
    if (checkMessage(message).length === 0) return message;
  }
  return renderPlain(answer, options);
}

// A long table first has as many rows as Slack takes.
const NATIVE_ROWS = [100, 80, 60, 50, 40, 30, 25];

/**
 * The same with the blocks that Slack introduced in 2026: a long table that is sorted and filtered, and a chart inside the
 * message. Undefined for an answer that has neither.
 */
export function renderNative(answer: Answer | Notice, options: RenderOptions): SlackMessage | undefined {
  const budgets = [...NATIVE_ROWS.map((rows) => ({ items: 20, text: 700, rows })), ...BUDGETS];
  for (const budget of budgets) {
    const blocks = blocksOf(answer, { rows: budget.items, ...budget }, options);
    if (!blocks.some(({ type }) => type === 'data_table' || type === 'data_visualization')) return undefined;
    const message: SlackMessage = { response_type: options.visibility, text: fallbackText(answer), blocks };
    if (checkMessage(message).length === 0) return message;
  }
  return undefined;
}

/** The same answer as plain sections, in case Slack refuses the blocks. The text is cut first, the citations last. */
export function renderPlain(answer: Answer | Notice, options: RenderOptions): SlackMessage {
  const sources = escapedChunks(citationLines(answer, 0).join('\n'), 1500).slice(0, 1);
  const content = escapedChunks(
    renderText({ ...answer, kind: 'notice', parts: answer.parts as Notice['parts'] }, { width: 0 }),
    2000,
  );
  for (let count = 4; ; count -= 1) {
    const blocks = [...content.slice(0, count), ...sources].map(
      (text): SectionBlock => ({
        type: 'section',
        text: { type: 'mrkdwn', text, verbatim: true },
      }),
    );
    const message: SlackMessage = { response_type: options.visibility, text: fallbackText(answer), blocks };
    if (count === 1 || checkMessage(message).length === 0) return message;
  }
}

/** A person's mistake in its own words, with the likely meanings as buttons. */
export function renderProblem(error: UserError): SlackMessage {
  const text = cleanText(error.message, 1500);
  return {
    response_type: 'ephemeral',
    text: escapeText(text),
    blocks: [summary(text, { items: 5, text: 1500 }), ...buttons(error.choices.slice(0, 5), 'e')],
  };
}

/** One sentence that only the asker sees. */
export function renderNote(text: string): SlackMessage {
  const note = cleanText(text, 600);
  return { response_type: 'ephemeral', text: escapeText(note), blocks: [summary(note, { items: 1, text: 600 })] };
}

/** A fault of the desk, shown as the reference under which it was logged. */
export function renderFault(reference: string): SlackMessage {
  const text = FAULT(reference);
  return { response_type: 'ephemeral', text, blocks: [summary(text, { items: 1, text: 400 })] };
}

/** Adds to a posted answer who asked, and with which command. */
export function withCommand(message: SlackMessage, words: string, userId?: string): SlackMessage {
  if (!userId || !/^[UW][A-Z0-9]{1,30}$/.test(userId)) return withFooter(message, cleanText(ASKED_WITH(words), 300));
  const elements: ContextBlock['elements'] = [
    { type: 'mrkdwn', text: `${ASKED_BY} <@${userId}>` },
    { type: 'plain_text', text: escapeText(cleanText(ASKED_WITH(words), 300)), emoji: false },
  ];
  return { ...message, blocks: [...message.blocks, { type: 'context', elements }] };
}

/** Adds a line of small print at the end. */
function withFooter(message: SlackMessage, text: string): SlackMessage {
  return { ...message, blocks: [...message.blocks, smallPrint(text)] };
}

const smallPrint = (text: string): ContextBlock => ({
  type: 'context',
  elements: [{ type: 'plain_text', text: escapeText(cleanText(text, 600)), emoji: false }],
});

/** A post of the desk, and the same as plain sections in case Slack refuses the blocks. */
export function renderPost({ answer, brief, footer }: Post): { message: SlackMessage; plain: SlackMessage } {
  const options: RenderOptions = { visibility: 'in_channel', posted: { brief: brief ?? false } };
  const [message, plain] = [renderMessage(answer, options), renderPlain(answer, options)];
  if (!footer) return { message, plain };
  return { message: withFooter(message, footer), plain: withFooter(plain, footer) };
}

/** Slack's own chart and long table of a part, where it has them. */
function nativeBlocks(part: Part, rows: number, tableFree: boolean) {
  if (part.kind !== 'table' && part.kind !== 'chart') return {};
  return {
    chart: part.kind === 'chart' ? dataVisualization(part) : undefined,
    table: tableFree ? dataTable(part, rows) : undefined,
  };
}

/** With `rows`, long tables and charts are Slack's own. */
function blocksOf(
  answer: Answer | Notice,
  budget: BlockBudget & { rows?: number },
  options: RenderOptions,
): DeskBlock[] {
  const blocks: DeskBlock[] = [header(answer.title), summary(answer.summary, budget)];
  for (const part of answer.parts) {
    const tableFree = !blocks.some(({ type }) => type === 'table' || type === 'data_table');
    const native = budget.rows ? nativeBlocks(part, budget.rows, tableFree) : {};
    if (native.chart) blocks.push(native.chart);
    blocks.push(...(native.table ? [native.table] : partBlocks(part, budget, tableFree)));
    if (part.kind === 'chart' && !native.chart && options.visibility === 'ephemeral')
      blocks.push(summary(CHART_POSTED, budget));
  }
  if (answer.kind === 'answer')
    blocks.push(
      options.posted?.brief
        ? sourceAgesBlock(answer.citations)
        : citationBlock(answer.citations, budget, answer.kept?.id),
    );
  const kept = answer.kind === 'answer' ? answer.kept : undefined;
  const post: Button[] =
    answer.kind === 'answer' && options.visibility === 'ephemeral' && !options.direct && answer.words.length <= 1900
      ? [
          {
            type: 'button',
            action_id: 'post',
            text: { type: 'plain_text', text: POST_TO_CHANNEL, emoji: false },
            value: answer.words,
          },
        ]
      : [];
  const followUps = options.visibility === 'ephemeral' || options.posted ? answer.followUps.slice(0, 6) : [];
  const interactive = options.visibility === 'ephemeral' || options.posted;
  return [
    ...blocks,
    ...buttons(followUps, 'f', [...(interactive && kept ? keptButtons(kept) : []), ...post]),
    ...(kept ? [smallPrint(KEPT(kept.id))] : []),
  ];
}

/** The buttons that use an answer's id. Everyone sees an export, so it asks for confirmation. */
function keptButtons({ id, csv }: Kept): Button[] {
  const button = (label: string, words: string, more: Pick<Button, 'confirm'> = {}): Button => ({
    type: 'button',
    action_id: `words:${words.split(' ')[0]}`,
    text: { type: 'plain_text', text: label, emoji: false },
    value: words,
    ...more,
  });
  const confirm = confirmation(EXPORT, EXPORT_CONFIRM);
  const wrong: Button = { type: 'button', action_id: 'correct', text: textObject(CORRECTION.button, 70), value: id };
  return [button(CITE, `cite ${id}`), ...(csv ? [button(EXPORT, `export ${id}`, { confirm })] : []), wrong];
}

function fallbackText(answer: Answer | Notice): string {
  const asOf = answer.kind === 'answer' ? `(${AS_OF} ${formatDate(answer.citations[0].asOf)})` : '';
  const title = answer.summary.startsWith(answer.title) ? '' : `${answer.title}: `;
  return escapeText(`${cleanText(title, 200)} ${cleanText(answer.summary, 600)} ${cleanText(asOf, 60)}`.trim());
}

/** Escapes text and splits it into chunks of at most `size` characters, never inside an entity. Drops blank chunks. */
function escapedChunks(text: string, size: number): string[] {
  const chunks: string[] = [];
  let chunk = '';
  for (const point of text) {
    const escaped = escapeText(point);
    if (chunk.length + escaped.length > size) {
      chunks.push(chunk);
      chunk = '';
    }
    chunk += escaped;
  }
  return [...chunks, chunk].filter((each) => each.trim() !== '');
}
