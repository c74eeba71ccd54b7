import type {
  ActionsBlock,
  Button,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  RawTextElement,
  RichTextBlock,
  RichTextLink,
  RichTextText,
} from '@slack/types';
import type { Action, Citation, Part } from '../answer.ts';
import { formatDate } from '../rules/dates.ts';
import { cleanText, isSafeLink, wellFormed } from './escape.ts';
import { AS_OF, MORE_NOT_SHOWN, SOURCE } from './words.ts';

/** How much of an answer fits: items a list, rows a table, characters a text. */
export interface BlockBudget {
  items: number;
  text: number;
}

type Element = RichTextText | RichTextLink;

/**
 * Text for places where Slack parses nothing (rich text, table cells): shown as it is, so it is not escaped. What
 * would be a mention or a link elsewhere gets a look-alike bracket, so that no copy of it can ever become one.
 */
export const plainText = (text: string, max: number): string =>
  cleanText(text, max)
    .replace(/<(?=[!@#]|\/?\w+:)/g, '‹')
    .replace(/(?<=‹[^>]*)>/g, '›');

/** A piece of a line; a space at its ends keeps it apart from its neighbours. */
const say = (text: string, max: number, style?: RichTextText['style']): RichTextText => ({
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

/** Header, as plain text. */
export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: textObject(text, 140),
});

/** The line that stands alone. */
export const summary = (text: string, room: BlockBudget): RichTextBlock =>
  section([say(text, Math.max(room.text * 2, 300))]);

/** One part as blocks; only the first table of a message may be a table block. */
export function partBlocks(part: Part, room: BlockBudget, tableFree: boolean): KnownBlock[] {
  if (part.kind === 'facts') {
    const lines = part.facts.flatMap((fact, at): Element[] => [
      ...(at > 0 ? [newline] : []),
      say(`${fact.label}: `, 160, { bold: true }),
      say(fact.value, room.text),
    ]);
    return [section([...titled(part.title), ...lines])];
  }
  if (part.kind === 'table') return tableBlocks(part, room, tableFree);
  if (part.kind === 'chart')
    return [...tableBlocks(part, room, tableFree), section([say(part.alt, room.text, { italic: true })])];
  if (part.kind === 'list' || part.kind === 'guide') {
    const shown = part.items.slice(0, room.items);
    const start = part.kind === 'list' ? (part.start ?? 1) : undefined;
    const lines = shown.flatMap((item, at): Element[] => [
      ...(at > 0 ? [newline] : []),
      say(start === undefined ? '• ' : `${start + at}. `, 12, { bold: true }),
      say(item.text, room.text, { bold: true }),
      ...(item.details ?? []).flatMap((detail): Element[] => [newline, say(`   ${detail}`.trim(), room.text)]),
    ]);
    const hidden = part.items.length - shown.length;
    const more = hidden > 0 ? [newline, say(MORE_NOT_SHOWN(hidden), 80, { italic: true })] : [];
    return shown.length > 0 || part.title ? [section([...titled(part.title), ...lines, ...more])] : [];
  }
  if (part.kind === 'code') return codeBlocks(part, room);
  if (part.kind === 'note')
    return [section([say(`${part.tone === 'warning' ? '⚠ ' : ''}${part.text}`, room.text, { italic: true })])];
  const question = part.question ? [section([say(part.question, room.text)])] : [];
  const rows: ActionsBlock[] = [];
  for (let at = 0; at < Math.min(part.choices.length, 10); at += 5) {
    rows.push(...buttons(part.choices.slice(at, Math.min(at + 5, 10)), `c${at}`));
  }
  return [...question, ...rows];
}

function titled(title: string | undefined): Element[] {
  return title ? [say(title, 200, { bold: true }), newline] : [];
}

/** Preformatted, so that it can be copied; of many entries the first. */
function codeBlocks(part: Extract<Part, { kind: 'code' }>, room: BlockBudget): KnownBlock[] {
  const shown = part.entries.slice(0, Math.max(1, Math.min(8, room.items)));
  const text = shown.map((entry) => plainText(entry, 1200)).join('\n');
  const hidden = part.entries.length - shown.length;
  return [
    ...(part.title ? [section([say(part.title, 200, { bold: true })])] : []),
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: text || ' ' }] }],
    },
    ...(hidden > 0 ? [section([say(MORE_NOT_SHOWN(hidden), 80, { italic: true })])] : []),
  ];
}

function tableBlocks(
  part: { title?: string; columns: string[]; rows: string[][] },
  room: BlockBudget,
  tableFree: boolean,
): KnownBlock[] {
  const shown = part.rows.slice(0, Math.min(room.items, 20));
  const title = part.title ? [section([say(part.title, 200, { bold: true })])] : [];
  if (!tableFree || part.columns.length > 20) {
    const lines = shown.flatMap((row, at): Element[] => [
      ...(at > 0 ? [newline] : []),
      say(row.filter(Boolean).join(' · '), room.text),
    ]);
    return [...title, ...(lines.length > 0 ? [section(lines)] : [])];
  }
  const cell = (text: string): RawTextElement => ({ type: 'raw_text', text: plainText(text, room.text) || ' ' });
  const bold = (text: string) => section([say(text || ' ', 100, { bold: true })]);
  return [
    ...title,
    {
      type: 'table',
      column_settings: part.columns.map(() => ({ is_wrapped: true })),
      rows: [part.columns.map(bold), ...shown.map((row) => part.columns.map((_, at) => cell(row[at] ?? '')))],
    },
    ...(part.rows.length > shown.length
      ? [section([say(MORE_NOT_SHOWN(part.rows.length - shown.length), 80, { italic: true })])]
      : []),
  ];
}

/** Where it comes from and as of when: always last, never cut away. */
export function citationBlock(citations: Citation[], room: BlockBudget): RichTextBlock {
  const shown = citations.slice(0, Math.max(1, Math.min(8, room.items)));
  const lines = shown.flatMap((citation, at): Element[] => {
    const title = plainText(citation.title, Math.min(room.text, 220)) || SOURCE;
    const name: Element =
      citation.url && isSafeLink(citation.url)
        ? { type: 'link', url: citation.url, text: title }
        : { type: 'text', text: title };
    return [
      ...(at > 0 ? [newline] : []),
      ...(citations.length > 1 ? [say(`[${at + 1}] `, 10)] : []),
      { ...name, style: { italic: true } },
      say(`, ${AS_OF} ${formatDate(citation.asOf)}`, 60, { italic: true }),
    ];
  });
  const hidden = citations.length - shown.length;
  const more = hidden > 0 ? [newline, say(MORE_NOT_SHOWN(hidden), 80, { italic: true })] : [];
  return section([say(`${citations.length === 1 ? SOURCE : `${SOURCE}s`}: `, 20, { bold: true }), ...lines, ...more]);
}

/** 'As of: policies Nov 18, 2025 · detainers Mar 11, 2026': the age of each source in one line. */
export function sourceAgesBlock(citations: Citation[]): RichTextBlock {
  const said = citations.slice(0, 8).map((each) => `${each.title} ${formatDate(each.asOf)}`);
  return section([say('As of: ', 20, { bold: true }), say(said.join(' · '), 700, { italic: true })]);
}

/** Buttons that are commands; one whose words are too long for a button is left out. */
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
      action_id: `words:${row}:${at}`,
      text: textObject(action.label, 70),
      value: wellFormed(action.words),
    }));
