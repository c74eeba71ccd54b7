import type { Answer, FullTable, Notice } from '../answer.ts';

/** The most rows in an export. */
export const MAX_EXPORT_ROWS = 10_000;

/** The first table of an answer, with the answer's notes. */
export function tableOfAnswer(answer: Answer | Notice): FullTable | Notice {
  if (answer.kind === 'notice') return answer;
  const [table] = answer.parts.filter((part) => part.kind === 'table');
  if (!table)
    return {
      kind: 'notice',
      title: answer.title,
      summary: 'There is no table in this answer to export.',
      parts: [],
      followUps: [],
      words: answer.words,
    };
  return {
    kind: 'rows',
    title: [answer.title, table.title].filter(Boolean).join(': '),
    columns: table.columns.map((column, at) => column || `column ${at + 1}`),
    rows: table.rows.slice(0, MAX_EXPORT_ROWS),
    total: Math.max(table.total, table.rows.length),
    notes: [answer.summary, ...answer.parts.flatMap((part) => (part.kind === 'note' ? [part.text] : []))],
    citations: answer.citations,
  };
}

/** A question back whose choices lead to the export. */
export const withExportChoices = (notice: Notice): Notice => ({
  ...notice,
  parts: notice.parts.map((part) =>
    part.kind === 'choices'
      ? { ...part, choices: part.choices.map((choice) => ({ ...choice, words: `export ${choice.words}` })) }
      : part,
  ),
  words: `export ${notice.words}`,
});
