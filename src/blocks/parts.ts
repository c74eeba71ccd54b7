import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  RawTextElement,
  RichTextBlock,
  RichTextChannelMention,
  RichTextLink,
  RichTextText,
  RichTextUserMention,
} from '@slack/types';
import type { Action, Citation, Part } from '../answer.ts';
import { formatDate } from '../rules/dates.ts';
import { cleanText, isSafeLink, wellFormed } from './escape.ts';
import { AS_OF, MORE_NOT_SHOWN, MORE_SOURCES, SEEN_BY_ALL, SOURCE } from './words.ts';

/** How much of an answer is shown: items of a list or rows of a table, and characters of a text. */
export interface BlockBudget {
  items: number;
  text: number;
}

type Element = RichTextText | RichTextLink | RichTextChannelMention | RichTextUserMention;

/**
 * Text for rich text and table cells, which Slack does not parse, so it is not escaped. In what would be a mention or a
 * link elsewhere, the brackets are replaced by similar characters: a copy of it must never become one.
 */
export function plainText(text: string, max: number): string {
  const clean = cleanText(text, max);
  if (!clean.includes('<') && !clean.includes('‹')) return clean;
  return clean.replace(/<(?=[!@#]|\/?\w+:)/g, '‹').replace(/(?<=‹[^>]*)>/g, '›');
}

/** A piece of a line. Keeps one space at either end, which separates it from its neighbors. */
const span = (text: string, max: number, style?: RichTextText['style']): RichTextText => ({
  type: 'text',
  text: `${/^ /.exec(text) ?? ''}${plainText(text, max)}${/ $/.exec(text) ?? ''}` || ' ',
  ...(style ? { style } : {}),
});
const newline: Element = { type: 'text', text: '\n' };
const section = (elements: Element[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

/** One line of plain text. */
export const textObject = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: plainText(text, max).replace(/\n/g, ' ') || ' ',
  emoji: false,
});

export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: textObject(text, 140),
});

/** A line of its own, such as an answer's summary. */
export const summary = (text: string, budget: BlockBudget): RichTextBlock =>
  section([span(text, Math.max(budget.text * 2, 300))]);

/** One part as blocks. Slack allows one table block per message; `tableFree` is false when it has one. */
export function partBlocks(part: Part, budget: BlockBudget, tableFree: boolean): KnownBlock[] {
  if (part.kind === 'facts') {
    const lines = part.facts.flatMap((fact, at): Element[] => [
      ...(at > 0 ? [newline] : []),
      span(`${fact.label}: `, 160, { bold: true }),
      span(fact.value, budget.text),
    ]);
    return [section([...titleElements(part.title), ...lines])];
  }
  if (part.kind === 'table') return tableBlocks(part, budget, tableFree);
  if (part.kind === 'chart')
    return [...tableBlocks(part, budget, tableFree), section([span(part.alt, budget.text, { italic: true })])];
  if (part.kind === 'list' || part.kind === 'guide') {
    const shown = part.items.slice(0, budget.items);
    const start = part.kind === 'list' ? (part.start ?? 1) : undefined;
    const lines = shown.flatMap((item, at): Element[] => [
      ...(at > 0 ? [newline] : []),
      span(start === undefined ? '• ' : `${start + at}. `, 12, { bold: true }),
      span(item.text, budget.text, { bold: true }),
      ...(item.details ?? []).flatMap((detail): Element[] => [newline, span(`   ${detail}`.trim(), budget.text)]),
    ]);
    const hidden = part.items.length - shown.length;
    const more = hidden > 0 ? [newline, span(MORE_NOT_SHOWN(hidden), 80, { italic: true })] : [];
    return shown.length > 0 || part.title ? [section([...titleElements(part.title), ...lines, ...more])] : [];
  }
  if (part.kind === 'code') return codeBlocks(part, budget);
  if (part.kind === 'note')
    return [
      section([
        span(`${part.tone === 'warning' ? '⚠ ' : ''}${part.text}`, budget.text, { italic: true }),
        ...mention(part.mention),
      ]),
    ];
  const question = part.question ? [section([span(part.question, budget.text)])] : [];
  const rows: ActionsBlock[] = [];
  for (let at = 0; at < Math.min(part.choices.length, 10); at += 5) {
    rows.push(...buttons(part.choices.slice(at, Math.min(at + 5, 10)), `c${at}`));
  }
  return [...question, ...rows];
}

/** A channel or a person, by Slack id. */
function mention(id: string | undefined): Element[] {
  if (!id) return [];
  const named: Element = /^[UW]/.test(id) ? { type: 'user', user_id: id } : { type: 'channel', channel_id: id };
  return [{ type: 'text', text: ' ' }, named];
}

function titleElements(title: string | undefined): Element[] {
  return title ? [span(title, 200, { bold: true }), newline] : [];
}

/** Preformatted text, which is easy to copy. Only the first entries are shown. */
function codeBlocks(part: Extract<Part, { kind: 'code' }>, budget: BlockBudget): KnownBlock[] {
  const shown = part.entries.slice(0, Math.max(1, Math.min(8, budget.items)));
  const text = shown.map((entry) => plainText(entry, 1200)).join('\n');
  const hidden = part.entries.length - shown.length;
  return [
    ...(part.title ? [section([span(part.title, 200, { bold: true })])] : []),
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: text || ' ' }] }],
    },
    ...(hidden > 0 ? [section([span(MORE_NOT_SHOWN(hidden), 80, { italic: true })])] : []),
  ];
}

function tableBlocks(
  part: { title?: string; columns: string[]; rows: string[][] },
  budget: BlockBudget,
  tableFree: boolean,
): KnownBlock[] {
  const shown = part.rows.slice(0, Math.min(budget.items, 20));
  const title = part.title ? [section([span(part.title, 200, { bold: true })])] : [];
  if (!tableFree || part.columns.length > 20) {
    const lines = shown.flatMap((row, at): Element[] => [
      ...(at > 0 ? [newline] : []),
      span(row.filter(Boolean).join(' · '), budget.text),
    ]);
    return [...title, ...(lines.length > 0 ? [section(lines)] : [])];
  }
  const cell = (text: string): RawTextElement => ({ type: 'raw_text', text: plainText(text, budget.text) || ' ' });
  const bold = (text: string) => section([span(text || ' ', 100, { bold: true })]);
  return [
    ...title,
    {
      type: 'table',
      column_settings: part.columns.map(() => ({ is_wrapped: true })),
      rows: [part.columns.map(bold), ...shown.map((row) => part.columns.map((_, at) => cell(row[at] ?? '')))],
    },
    ...(part.rows.length > shown.length
      ? [section([span(MORE_NOT_SHOWN(part.rows.length - shown.length), 80, { italic: true })])]
      : []),
  ];
}

/** The sources and their as-of dates. Always last, and never left out; `id` is the answer's. */
export function citationBlock(citations: Citation[], budget: BlockBudget, id?: string): RichTextBlock {
  const shown = citations.slice(0, Math.max(8, budget.items * 2));
  const lines = shown.flatMap((citation, at): Element[] => {
    const title = plainText(citation.title, Math.min(budget.text, 220)) || SOURCE;
    const name: Element =
      citation.url && isSafeLink(citation.url)
        ? { type: 'link', url: citation.url, text: title }
        : { type: 'text', text: title };
    return [
      ...(at > 0 ? [newline] : []),
      ...(citations.length > 1 ? [span(`[${at + 1}] `, 10)] : []),
      { ...name, style: { italic: true } },
      span(`, ${AS_OF} ${formatDate(citation.asOf)}`, 60, { italic: true }),
    ];
  });
  const hidden = citations.length - shown.length;
  const more = hidden > 0 ? [newline, span(MORE_SOURCES(hidden, id), 120, { italic: true })] : [];
  return section([span(`${citations.length === 1 ? SOURCE : `${SOURCE}s`}: `, 20, { bold: true }), ...lines, ...more]);
}

/** 'As of: policies Nov 18, 2025 · detainers Mar 11, 2026': the age of each source in one line. */
export function sourceAgesBlock(citations: Citation[]): RichTextBlock {
  const ages = citations.slice(0, 8).map((each) => `${each.title} ${formatDate(each.asOf)}`);
  return section([span('As of: ', 20, { bold: true }), span(ages.join(' · '), 700, { italic: true })]);
}

/** A row of buttons that are commands. A command that is too long for a button is left out. */
export function buttons(actions: Action[], row: string, extra: Button[] = []): ActionsBlock[] {
  const elements = [...wordButtons(actions, row), ...extra];
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}

/** The same buttons without their block. */
export const wordButtons = (actions: Action[], row: string): Button[] =>
  actions
    .filter((action) => action.words.length <= 1900)
    .map((action, at) => ({
      type: 'button',
      action_id: `${action.form ? 'open-set-up' : 'words'}:${row}:${at}`,
      text: textObject(action.label, 70),
      value: wellFormed(action.form ? `${action.form} ${action.place ?? ''}`.trim() : action.words),
      ...(action.seenByAll ? { confirm: confirmation(action.label, SEEN_BY_ALL) } : {}),
    }));

/** Asks before a click that others see. */
export const confirmation = (title: string, text: string): ConfirmationDialog => ({
  title: textObject(title, 100),
  text: textObject(text, 300),
  confirm: textObject('Post', 30),
  deny: textObject('Cancel', 30),
});
