import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Notice } from '../../../src/answer.ts';
import { renderText } from '../../../src/blocks/text.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { loadRows, type Row, randomRows } from '../../_util/detainers.ts';
import { HEADER } from '../../_util/ice.ts';

let desk: Context;
const [like = {}] = randomRows(1, 5);
let id = 0;
const sent = (n: number, over: Row): Row[] =>
  Array.from({ length: n }, (_, at) => {
    id += 1;
    return {
      ...like,
      facility_state: 'TEXAS',
      detention_facility: 'TRAVIS COUNTY JAIL',
      detention_facility_code: 'TRAVCTX',
      facility_city: '',
      detainer_prepare_date: `2026-01-${String((at % 28) + 1).padStart(2, '0')}`,
      unique_identifier: `made${id}`,
      ...over,
    };
  });
beforeAll(async () => {
  desk = await bundledDesk();
  const rows = [
    ...sent(7, {
      tod_final_program: '287(g) Program',
      gender: 'Male',
      detainer_prepared_criminality: '1 Convicted Criminal',
    }),
    ...sent(3, { tod_final_program: 'ERO Criminal Alien Program', gender: 'Female' }),
    ...sent(2, {
      tod_final_program: 'ERO Criminal Alien Program',
      gender: 'Male',
      facility_state: 'OHIO',
      detention_facility: 'FRANKLIN COUNTY JAIL',
      detention_facility_code: 'FRANCOH',
    }),
  ];
  await loadRows(desk, rows, undefined, [...HEADER, 'tod_final_program']);
});
afterAll(() => desk.close());

const ask = (words: string): Promise<Answer | Notice> => answerCommand(desk, words);
const rowsOf = async (words: string) =>
  (await ask(words)).parts.flatMap((part) => (part.kind === 'table' ? part.rows : []));

test('counts by the ICE program that had the case, and by one of them', async () => {
  expect((await rowsOf('stats us by:program')).map(([label, n]) => [label, n])).toEqual([
    ['287(g) Program', '7'],
    ['ERO Criminal Alien Program', '5'],
  ]);
  expect((await ask('stats us program:287(g)')).summary).toMatch(/^7 detainers/);
  expect((await ask('stats us program:287g')).summary).toMatch(/^7 detainers/);
  expect((await ask('stats Texas program:"criminal alien"')).summary).toMatch(/^3 detainers/);
  expect((await ask('stats us program:zebra')).kind).toBe('notice');
});

test('records are listed by gender, criminal category and program', async () => {
  const listed = async (line: string) => /^[\d,]+/.exec((await ask(line)).summary)?.[0];
  expect(await listed('lookup Texas gender:female')).toBe('3');
  expect(await listed('lookup Texas criminality:convicted gender:male')).toBe('7');
  expect(await listed('lookup Texas program:287g')).toBe('7');
  expect(renderText(await ask('lookup Texas gender:female'), { width: 0 })).toContain('TRAVIS COUNTY JAIL');
});

test('a chart of the country by state is a map, of one state it is a bar', async () => {
  const chartOf = async (line: string) => {
    const part = (await ask(line)).parts.find((each) => each.kind === 'chart');
    if (part?.kind !== 'chart') throw new Error('no chart');
    return part.picture;
  };
  for (const line of ['chart us by:state', 'chart map us'])
    expect(await chartOf(line)).toMatchObject({
      form: 'state map',
      points: [
        { at: '48', value: 10 },
        { at: '39', value: 2 },
      ],
    });
  expect((await chartOf('chart Texas by:state')).form).toBe('bars');
});
