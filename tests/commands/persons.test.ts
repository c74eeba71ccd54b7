import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderProblem } from '../../src/blocks/message.ts';
import { LOCAL } from '../../src/command-line/subcommand.ts';
import { answerCommand, commandNameOf, subcommands } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { UserError } from '../../src/errors.ts';
import { createAudit } from '../../src/jobs/audit.ts';
import { namesPerson } from '../../src/rules/private-text.ts';
import { bundledDesk, readRows } from '../_util/desk.ts';
import { rows } from '../_util/news.ts';

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
});
afterAll(() => desk.close());

const PERSONS = [
  'A123456789',
  'A# 123-456-789',
  'alien number: 123 456 789',
  'Juan Perez',
  'perez lopez, xiomara',
  'subject: Xochitl Planted',
  'inmate JUAN PLANTED PEREZ',
  'DOB 01/02/1990',
  '213 555 0143',
  'planted.person@example.org',
  '1420 Planted Street Apt 5',
  'booking # 2024-0012345',
];
const NEEDLES = /123.?456.?789|juan|perez|xiomara|xochitl|planted|01.02.1990|555.?0143|0012345/i;

/** Every place of a command line where words may stand, for every command, and lines of no command. */
const LINES = [
  ...subcommands.flatMap(({ name, filters }) => [
    `${name} "%"`,
    `${name} %`,
    ...Object.keys(filters).map((key) => `${name} Minnesota ${key}:"%"`),
  ]),
  '%',
  'whois %',
  'lookup Minnesota planted:"%"',
  'cite lookup "%"',
  'export releases in:"%"',
  'chart stats "%"',
  'compare Texas with "%"',
];

test('whatever is typed of a person is refused in words that repeat none of it, and nothing of it is kept', async () => {
  const audit = createAudit(desk, commandNameOf);
  const ask = audit.recordAnswers((words, asker) => answerCommand(desk, words, asker));
  let refused = 0;
  for (const line of LINES)
    for (const person of PERSONS) {
      const words = line.replace('%', () => person);
      const problem = await ask(words, { ...LOCAL, role: 'admin' }).catch((cause: unknown) => cause);
      expect({ words, isRefused: problem instanceof UserError }).toEqual({ words, isRefused: true });
      const { message, choices } = problem as UserError;
      const said = JSON.stringify([message, choices, renderProblem(problem as UserError)]);
      expect({ words, repeats: NEEDLES.exec(said)?.[0] }).toEqual({ words, repeats: undefined });
      refused += 1;
    }
  await audit.stop();
  expect(refused).toBe(LINES.length * PERSONS.length);
  const kept = [await rows(desk.db, 'select * from audit'), await rows(desk.db, 'select * from answers')];
  expect(kept[0]).toHaveLength(refused);
  expect(JSON.stringify(kept)).not.toMatch(NEEDLES);
});

test("a name that the lists lack is not repeated where the desk's words are about no place", async () => {
  const problem = await answerCommand(desk, 'policy "Guadalupe Xochitl"').catch((cause: unknown) => cause);
  expect((problem as UserError).message).not.toMatch(/xochitl/i);
});

test('no place, alias, agency or case of the data is taken for a person', () => {
  const names = [
    ...readRows('data/aliases.csv').flatMap(({ alias, canonical }) => [alias, canonical]),
    ...readRows('data/cities.csv').map(({ name }) => name),
    ...readRows('data/policies.csv').map(({ name }) => name),
    ...readRows('data/releases.csv').flatMap((row) => [row['jurisdiction'], row['releasing_agency'], row['case_id']]),
    'Juan Diego County',
    'St. Clair County, IL',
    'San Juan County, NM',
    'Tom Green County, TX',
    'Prince George County, VA',
    'Jo Daviess County',
    'D-4QX7-9KTM since:2024-01-01 until:2024-12-31',
  ];
  expect(names.length).toBeGreaterThan(18_000);
  expect(names.filter((name) => namesPerson(name ?? ''))).toEqual([]);
});
