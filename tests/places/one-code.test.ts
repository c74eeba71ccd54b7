import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderText } from '../../src/blocks/text.ts';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { bundledDesk } from '../_util/desk.ts';
import { loadRows, type Row } from '../_util/detainers.ts';

let desk: Context;
const sent = (name: string, city: string, state: string, count: number, code = 'SHAREDX'): Row[] =>
  Array.from({ length: count }, (_, at) => ({
    detention_facility: name,
    detention_facility_code: code,
    facility_city: city,
    facility_state: state,
    unique_identifier: `${name} ${at}`,
    row_original: String(at + 7),
  }));

beforeAll(async () => {
  desk = await bundledDesk();
  await loadRows(desk, [
    ...sent('DICKSON COUNTY JAIL', 'CHARLOTTE', 'TENNESSEE', 3),
    ...sent('HARRIS COUNTY JAIL', 'HOUSTON', 'TEXAS', 5),
    ...sent('RAMSEY COUNTY JAIL', 'ST. PAUL', 'MINNESOTA', 2, 'RAMSCMN'),
  ]);
});
afterAll(() => desk.close());

const ask = async (line: string) => renderText(await answerCommand(desk, line));

test.each(['lookup SHAREDX', 'stats SHAREDX', 'watch SHAREDX'])(
  '%s: a code that rows of two states carry is asked about, never taken',
  async (line) => {
    const said = await ask(line);
    expect(said).toMatch(/^Which SHAREDX\?/);
    expect(said).toMatch(/DICKSON COUNTY JAIL, TN/i);
    expect(said).toMatch(/HARRIS COUNTY JAIL, TX/i);
  },
);

test('with its state it is one facility', async () => {
  expect(await ask('lookup SHAREDX in:Texas')).toMatch(/^HARRIS COUNTY JAIL .*\n5 detainer records/);
  expect(await ask('lookup SHAREDX in:TN')).toMatch(/^DICKSON COUNTY JAIL .*\n3 detainer records/);
  expect(await ask('lookup RAMSCMN')).toMatch(/^RAMSEY COUNTY JAIL/);
});
