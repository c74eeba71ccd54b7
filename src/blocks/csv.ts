import type { FullTable } from '../answer.ts';
import { formatDate } from '../rules/dates.ts';
import { cleanText } from './escape.ts';

/**
 * A table as CSV for Excel, R and others: UTF-8 with a byte order mark, CRLF. Above the header are comment lines of one
 * cell each: title, number of rows, caveats and sources. The second one names the line on which the table begins.
 */
export function renderCsv(table: FullTable, asked: { line: string; madeAt: string }): string {
  const count = (rows: number) => rows.toLocaleString('en-US');
  const shown = table.rows.length;
  const facts = [
    `Rows: ${shown < table.total ? `the first ${count(shown)} of ${count(table.total)}; narrow the question for the others` : count(shown)}`,
    `Asked: ${asked.line}; made ${asked.madeAt}`,
    ...table.notes.map((note) => `Caveat: ${note}`),
    ...table.citations.map(
      ({ title, formal, asOf, url }) => `Source: ${formal ?? title}, as of ${formatDate(asOf)}${url ? `, ${url}` : ''}`,
    ),
  ];
  const begins = facts.length + 3;
  const comments = [
    `Detainer Desk: ${table.title}`,
    `The table begins in line ${begins}, with its header (R: read.csv(file, skip = ${begins - 1}))`,
    ...facts,
  ].map((text) => quoted(`# ${cleanText(text.replace(/\s+/g, ' '), 1000)}`));
  const lines = [table.columns, ...table.rows].map((row) =>
    table.columns.map((_, at) => cell(row[at] ?? '')).join(','),
  );
  return `\uFEFF${[...comments, ...lines].join('\r\n')}\r\n`;
}

const quoted = (text: string): string => `"${text.replace(/"/g, '""')}"`;

/**
 * A cell that a spreadsheet reads as text. An apostrophe goes before anything that would begin a formula, even after
 * blanks and invisible characters. The same goes for text after a semicolon or tab: in some languages Excel splits there,
 * quoted or not.
 */
function cell(text: string): string {
  const plain = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '');
  const guarded = (FORMULA.test(plain) ? `'${plain}` : plain).replace(AFTER_SEPARATOR, "$1'$2");
  return /[",\t\r\n;']/.test(guarded) ? quoted(guarded) : guarded;
}

/** Characters that begin a formula (full-width ones too) after those that a spreadsheet skips. */
const FORMULA =
  /^(?:[\t\r\n]|[ \u00A0\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\u3000\uFEFF]{0,50}[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;
const AFTER_SEPARATOR = /([;\t][" ]{0,3})([=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;
