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

/** Where a cell of the answer says something else than the reading; nothing where they agree. */
function disagreement(reading: Reading, rule: string, from: string): string | undefined {
  const disputed = rule.includes('(in dispute)');
  if (disputed !== reading.contested) return disputed ? 'in dispute' : 'not in dispute';
  const [value] = reading.values;
  if (value === undefined)
    return /^(required|permitted|limited|prohibited)\b/.test(rule) ? 'a rule where there is none' : undefined;
  if (reading.values.length !== 1) return 'the coding rules decide nothing';
  if (!new RegExp(`^${value}\\b`).test(rule)) return 'value';
  if (!reading.agree.some(({ terms }) => rule.replace(' (in dispute)', '') === (terms ? `${value}, ${terms}` : value)))
    return 'terms';
  if (!reading.agree.some(({ instrument }) => from.includes(`: ${instrument}`))) return 'instrument';
  return reading.rests.length === 0 ? 'rests on nothing' : undefined;
}

/** The five cells of the policy answer: [rule, from]. */
async function cells({ typed, day }: Asked): Promise<[string, string][] | string> {
  const answer = await answerCommand(desk, `policy ${typed} on:${day}`).catch((error: Error) => ({
    parts: [],
    summary: error.message,
  }));
  const table = answer.parts.find((part) => part.kind === 'table');
  if (table?.kind === 'table') return table.rows.map(([, rule = '', from = '']): [string, string] => [rule, from]);
  return answer.summary;
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
      const [rule, from] = typeof found === 'string' ? ['', ''] : (found[at] ?? ['', '']);
      const why = disagreement(reading[dimension], rule, from);
      if (why)
        wrong.push(
          `policy ${typed} on:${day}, ${dimension}: ${why}. Desk: ${rule || found} [${from}]. Reading: ${JSON.stringify(reading[dimension])}`,
        );
    }
  }
  expect(asked.length).toBeGreaterThan(SAMPLE / 2);
  expect(wrong).toEqual([]);
});
