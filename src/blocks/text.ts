import type { Action, Answer, Notice, Part } from '../answer.ts';
import type { UserError } from '../errors.ts';
import { cleanText } from './escape.ts';
import { AS_OF, formatAsOf, KEPT, SOURCE } from './words.ts';

interface TextOptions {
  /** Columns of the terminal; 0 means no wrapping. */
  width?: number;
  /** Numbers the suggestions, so that typing a number runs one. */
  numbered?: boolean;
}

/** An answer as text for a terminal, without control characters. */
export function renderText(answer: Answer | Notice, options: TextOptions = {}): string {
  const width = options.width ?? 100;
  const count = { n: 0 };
  const lines = [plain(answer.title), ...wrap(plain(answer.summary), width), ''];
  for (const part of answer.parts) lines.push(...partLines(part, width, options, count), '');
  lines.push(...citationLines(answer, width), ...actionLines(answer.followUps, options, count));
  if ('kept' in answer && answer.kept) lines.push(KEPT(answer.kept.id));
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd();
}

/** One line per citation; [] for a notice. */
export function citationLines(answer: Answer | Notice, width: number): string[] {
  if (answer.kind === 'notice') return [];
  return answer.citations.flatMap((citation) => {
    const url = citation.url ? ` ${plain(citation.url)}` : '';
    return wrap(`${SOURCE}: ${plain(citation.title)}, ${AS_OF} ${formatAsOf(plain(citation.asOf))}${url}`, width, '  ');
  });
}

/** A person's mistake and its likely meanings, for a terminal. */
export function renderProblemText(error: UserError, options: TextOptions = {}): string {
  return [...wrap(plain(error.message), options.width ?? 100), ...actionLines(error.choices, options, { n: 0 })].join(
    '\n',
  );
}

function partLines(part: Part, width: number, options: TextOptions, count: { n: number }): string[] {
  const title = 'title' in part && part.title ? [plain(part.title)] : [];
  if (part.kind === 'facts') {
    return [...title, ...part.facts.flatMap((fact) => wrap(`${plain(fact.label)}: ${plain(fact.value)}`, width, '  '))];
  }
  if (part.kind === 'note') return wrap(`${part.tone === 'warning' ? '! ' : ''}${plain(part.text)}`, width);
  if (part.kind === 'table') return [...title, ...tableLines(part.columns, part.rows, width)];
  if (part.kind === 'chart')
    return [...title, ...tableLines(part.columns, part.rows, width), ...wrap(plain(part.alt), width)];
  if (part.kind === 'choices')
    return [...(part.question ? [plain(part.question)] : []), ...actionLines(part.choices, options, count)];
  if (part.kind === 'code') {
    const lines = part.entries.flatMap((entry) => entry.split('\n').map((line) => /^ */.exec(line) + plain(line)));
    return [...title, ...lines];
  }
  const numbered = part.kind === 'list' ? (part.start ?? 1) : undefined;
  return [
    ...title,
    ...part.items.flatMap((item, at) => [
      ...wrap(`${numbered === undefined ? '-' : `${numbered + at}.`} ${plain(item.text)}`, width, '   '),
      ...(item.details ?? []).flatMap((detail) => wrap(`   ${plain(detail)}`, width, '   ')),
    ]),
  ];
}

function actionLines(actions: Action[], { numbered }: TextOptions, count: { n: number }): string[] {
  return actions.map((action) => {
    count.n += 1;
    const words = plain(action.words);
    const label = plain(action.label);
    return `${numbered ? `[${count.n}]` : '→'} /detainer ${words}${words.includes(label) ? '' : `  (${label})`}`;
  });
}

function tableLines(columns: string[], rows: string[][], width: number): string[] {
  if (width === 0) return rows.map((row) => row.map(plain).filter(Boolean).join(' · '));
  const all = [columns, ...rows].map((row) => columns.map((_, at) => plain(row[at] ?? '')));
  const widest = columns.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0), 1));
  const widths = shareWidth(widest, width - 2 * (columns.length - 1));
  const lines = all.flatMap((row) => {
    const cells = row.map((cell, at) => wrap(cell, widths[at] ?? 10));
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((cell, at) => (cell[line] ?? '').padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  });
  return lines.filter((line, at) => at > 0 || line !== '');
}

/** Narrow columns keep their width; wide ones share the rest. */
function shareWidth(widest: number[], available: number): number[] {
  const widths = [...widest];
  while (widths.reduce((sum, each) => sum + each, 0) > available) {
    const at = widths.indexOf(Math.max(...widths));
    const width = widths[at] ?? 0;
    if (width <= 12) break;
    widths[at] = width - 1;
  }
  return widths;
}

function wrap(text: string, width: number, indent = ''): string[] {
  if (width === 0) return text.split('\n');
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let current = '';
    for (const word of line.split(/(?<= )/)) {
      if (current !== '' && (current + word).trimEnd().length > width) {
        lines.push(current.trimEnd());
        current = indent;
      }
      current += word;
    }
    return [...lines, current.trimEnd()];
  });
}

const plain = (text: string) => cleanText(text, 4000);
