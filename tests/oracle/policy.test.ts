import { beforeAll, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { projectPath } from '../../src/project.ts';
import { bundledDesk } from '../_util/desk.ts';
import { csvRows } from './csv-rows.ts';
import { type Asked, questions } from './policy-questions.ts';
import { DIMENSIONS, type Dimension, type Reading, type Row, readPolicy } from './policy-reading.ts';

const rows = csvRows(projectPath('data/policies.csv')) as Row[];
const stateNames = new Map(rows.filter((row) => row.level === 'state').map((row) => [row.state, row.name]));
const all = questions(rows, stateNames);
const SAMPLE = 700;

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
});

/** What the answer says of one dimension: its cell, the sources that it numbers, and the terms of the cells above it. */
interface Cell {
  rule: string;
  sources: string[];
  sentence: string;
  above: { value: string; terms: string }[];
}

/** The record writes some days inside its texts as 9 Jun 2020 or 9 Jun; the desk says Jun 9, 2020 and Jun 9. */
const withDays = (text: string) =>
  text.replace(/\b(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b/g, '$2 $1, $3').replace(/\b(\d{1,2}) (May|Jun|Feb)\b/g, '$2 $1');
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether the first sentence says that value with exactly these terms, of holds or of notice. */
function sentenceSays(sentence: string, dimension: Dimension, value: string, terms: string): boolean {
  const verb = value === 'required' ? 'must' : value === 'prohibited' ? 'may not' : 'may';
  const [hold, tell] = ['hold a person (?:on an ICE detainer|for ICE)', 'tell ICE of a release'];
  const acts = dimension === 'hold_on_detainer' ? `${hold}(?: (?:or|and) ${tell})?` : `(?:${hold} (?:or|and) )?${tell}`;
  const said = terms ? `,? ${escaped(terms)}` : value === 'limited' ? ' only within limits' : '';
  return new RegExp(
    `\\b${verb} ${acts}(?: within limits)?${said}(?: \\(low confidence\\))?(?:[;.]| \\(in dispute[^)]*\\))`,
  ).test(sentence);
}

/** The terms of a cell, among those that the reading allows; nothing where it says other terms. */
function termsOf({ rule, sentence, above }: Cell, dimension: Dimension, value: string, allowed: string[]) {
  const said = rule.replace(/ \(in dispute[^)]*\)/, '').replace(/ \(low confidence\)/, '');
  return allowed.find((terms) => {
    if (said === `${value}, as above`) return sentenceSays(sentence, dimension, value, terms);
    if (said === `${value}, on the same terms`)
      return above.some((cell) => cell.value === value && cell.terms === terms);
    return said === (terms ? `${value}, ${terms}` : value);
  });
}

/** Where a cell of the answer says something else than the reading; nothing where they agree. */
function disagreement(reading: Reading, cell: Cell, dimension: Dimension): string | undefined {
  const disputed = cell.rule.includes('(in dispute');
  if (disputed !== reading.contested) return disputed ? 'in dispute' : 'not in dispute';
  const isUnsure = cell.rule.includes('(low confidence)');
  if (isUnsure !== reading.unsure) return isUnsure ? 'low confidence' : 'not of low confidence';
  const [value] = reading.values;
  if (value === undefined)
    return /^(required|permitted|limited|prohibited)\b/.test(cell.rule) ? 'a rule where there is none' : undefined;
  if (reading.values.length !== 1) return 'the coding rules decide nothing';
  if (!new RegExp(`^${value}\\b`).test(cell.rule)) return 'value';
  const allowed = reading.agree.map(({ terms }) => withDays(terms));
  const terms = termsOf(cell, dimension, value, allowed);
  if (terms === undefined) return 'terms';
  cell.above.push({ value, terms });
  const names = reading.agree.map(({ instrument }) => `: ${withDays(instrument)}`);
  if (!cell.sources.some((title) => names.some((name) => title.includes(name)))) return 'instrument';
  return reading.rests.length === 0 ? 'rests on nothing' : undefined;
}

const FULL_LABEL: Record<string, string> = {
  Hold: 'Hold on a detainer',
  'Tell ICE': 'Tell ICE of a release',
  'Jail access': 'ICE access to the jail',
  Information: 'Share information',
  '287(g)': '287(g) agreement',
};

/** The five cells of the whole policy answer, or what it says instead. */
async function cells({ typed, day }: Asked): Promise<Cell[] | string> {
  const answer = await answerCommand(desk, `policy ${typed} on:${day} more:all`).catch((error: Error) => ({
    kind: 'notice' as const,
    parts: [],
    summary: error.message,
  }));
  const table = answer.parts.find((part) => part.kind === 'table');
  if (table?.kind !== 'table' || answer.kind !== 'answer') return answer.summary;
  const above: Cell['above'] = [];
  const whole = answer.parts.find((part) => part.kind === 'facts' && /rules in full/i.test(part.title ?? ''));
  const terms = new Map(whole?.kind === 'facts' ? whole.facts.map(({ label, value }) => [label, value]) : []);
  return table.rows.map(([label = '', short = '', from = '']) => {
    // What a row of the first screen cuts stands in full behind it.
    const full = terms.get(FULL_LABEL[label] ?? '') ?? short;
    const rule = `${full.replace(/ \[\d+\]/g, '')}${/\((?:in dispute|low confidence)[^)]*\)/.exec(full) ? '' : (/ \((?:in dispute|low confidence)[^)]*\)/.exec(short)?.[0] ?? '')}`;
    const numbers = [...`${from} ${full}`.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number));
    const sources = numbers.map((number) => answer.citations[number - 1]?.title ?? '');
    return { rule, sources, sentence: answer.summary, above };
  });
}

test('every place answers what a second, independent reading of the record says', async () => {
  const step = process.env['LONG'] ? 1 : Math.ceil(all.length / SAMPLE);
  const asked = all.filter((_, at) => (at * 7919) % step === 0);
  const wrong: string[] = [];
  for (const question of asked) {
    const { place, body, day, typed } = question;
    const reading = readPolicy(rows, place, body, day);
    const found = await cells(question);
    for (const [at, dimension] of (Object.keys(DIMENSIONS) as Dimension[]).entries()) {
      const none = { rule: '', sources: [], sentence: '', above: [] };
      const cell = typeof found === 'string' ? none : (found[at] ?? none);
      const why = disagreement(reading[dimension], cell, dimension);
      if (why)
        wrong.push(
          `policy ${typed} on:${day}, ${dimension}: ${why}. Desk: ${typeof found === 'string' ? found : cell.rule} [${cell.sources.join(' | ')}] ${cell.sentence} Reading: ${JSON.stringify(reading[dimension])}`,
        );
    }
  }
  expect(asked.length).toBeGreaterThan(SAMPLE / 2);
  expect(wrong).toEqual([]);
});
