import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Notice } from '../../src/answer.ts';
import { renderText } from '../../src/blocks/text.ts';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { UserError } from '../../src/errors.ts';
import { bundledDesk } from '../_util/desk.ts';
import { loadRows, type Row } from '../_util/detainers.ts';

const HENNEPIN: Row = {
  facility_state: 'MINNESOTA',
  detention_facility: 'HENNEPIN COUNTY JAIL',
  detention_facility_code: 'HENNCMN',
  facility_city: 'MINNEAPOLIS',
};
const LA = {
  facility_state: 'CALIFORNIA',
  facility_city: 'LOS ANGELES',
  detainer_lift_reason: 'Detainer Declined by LEA',
};
let identifier = 0;
const times = (count: number, row: Row): Row[] =>
  Array.from({ length: count }, (_, at) => ({
    detainer_prepare_date: `2026-01-${String(1 + (at % 28)).padStart(2, '0')}`,
    birth_year: String(1950 + (at % 50)),
    detainer_lift_reason: 'Booked into Detention',
    most_serious_conviction_charge: 'NA',
    unique_identifier: `made-${identifier++}`,
    row_original: String(identifier + 7),
    ...row,
  }));
const site = (name: string, code: string, city: string, more: Row = {}): Row => ({
  ...LA,
  detention_facility: name,
  detention_facility_code: code,
  facility_city: city,
  ...more,
});

const rows: Row[] = [
  ...times(7, { ...HENNEPIN, citizenship_country: 'MALI' }),
  ...times(31, { ...HENNEPIN, citizenship_country: 'SOMALIA' }),
  ...times(9, { ...HENNEPIN, citizenship_country: 'CHINA, PEOPLES REPUBLIC OF' }),
  ...times(12, { ...HENNEPIN, citizenship_country: 'MEXICO', most_serious_conviction_charge: 'Assault' }),
  ...times(20, { ...HENNEPIN, citizenship_country: 'MEXICO', most_serious_conviction_charge: 'Sex Assault' }),
  ...times(6, { ...HENNEPIN, citizenship_country: 'MEXICO', most_serious_conviction_charge: 'Grape Theft' }),
  ...times(5, { ...HENNEPIN, citizenship_country: 'MEXICO', most_serious_conviction_charge: 'Rape - Strongarm' }),
  ...times(8, {
    ...HENNEPIN,
    citizenship_country: 'MEXICO',
    most_serious_conviction_charge: 'Driving Under Influence Liquor',
  }),
  ...times(47, {
    ...HENNEPIN,
    detention_facility: 'RAMSEY COUNTY JAIL',
    detention_facility_code: 'RAMSCMN',
    facility_city: 'ST. PAUL',
    detainer_lift_reason: 'NA',
  }),
  ...times(25, {
    ...HENNEPIN,
    detention_facility: 'RAMSEY COUNTY JAIL',
    detention_facility_code: 'RAMSCMN',
    facility_city: 'ST. PAUL',
    detainer_lift_reason: 'b(6), b(7)(c)',
  }),
  ...times(10, {
    ...HENNEPIN,
    detention_facility: 'RAMSEY COUNTY JAIL',
    detention_facility_code: 'RAMSCMN',
    facility_city: 'ST. PAUL',
    detainer_lift_reason: 'Some new reason',
  }),
  ...times(10, {
    ...HENNEPIN,
    detention_facility: 'RAMSEY COUNTY JAIL',
    detention_facility_code: 'RAMSCMN',
    facility_city: 'ST. PAUL',
    detainer_lift_reason: 'Detainer Declined by LEA',
  }),
  ...times(15, {
    ...HENNEPIN,
    detention_facility: 'FCI WASECA',
    detention_facility_code: 'FCIWASE',
    facility_city: 'WASECA',
    detainer_lift_reason: 'Detainer Declined by LEA',
  }),
  ...times(3, site('LONG BEACH POLICE DEPT', 'LONGBPD', 'LONG BEACH')),
  ...times(6, site('LOS ANGELES COUNTY JAIL', 'LACOJAI', 'LOS ANGELES')),
  ...times(2, site('LOS ANGELES POLICE DEPT', 'LAPDEPT', 'LOS ANGELES')),
  ...times(1, site('MDC LOS ANGELES', 'MDCLOSA', 'LOS ANGELES')),
  // More facilities of a name elsewhere than a search ever cut at.
  ...Array.from({ length: 80 }, (_, at) =>
    times(1, {
      facility_state: 'ALABAMA',
      detention_facility: `A${at} COUNTY JAIL`,
      detention_facility_code: `ALJAIL${at}`,
      facility_city: 'TOWN',
    }),
  ).flat(),
];

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
  await loadRows(desk, rows);
});
afterAll(() => desk.close());
const ask = (words: string): Promise<Answer | Notice> => answerCommand(desk, words);
const textOf = async (words: string) => renderText(await ask(words), { width: 0 });
const buttons = (answer: Answer | Notice) =>
  answer.parts.flatMap((part) => (part.kind === 'choices' ? part.choices : []));
const refusal = async (words: string) => {
  const cause: unknown = await ask(words).catch((thrown: unknown) => thrown);
  expect(cause, words).toBeInstanceOf(UserError);
  return cause as UserError;
};

describe('a filter counts what it names, and says which values', () => {
  test.each([
    ['stats us citizenship:Mali', /^7 detainers/, undefined],
    ['stats us citizenship:malian', /^7 detainers.*\(citizenship Mali\)/, 'Counted for citizenship "malian": Mali 7.'],
    ['stats us citizenship:mexican', /^51 detainers/, 'Counted for citizenship "mexican": Mexico 51.'],
    ['stats us citizenship:chinese', /^9 detainers/, 'China, Peoples Republic Of 9.'],
    ['stats us citizenship:mali,somalia', /^38 detainers/, 'Somalia 31; Mali 7.'],
    ['stats us charge:rape', /^5 detainers/, 'Counted for charge "rape": Rape - Strongarm 5.'],
    ['stats us charge:assault', /^32 detainers/, 'Counted for charge "assault": Sex Assault 20; Assault 12.'],
    ['stats us charge:only assault', /^12 detainers/, 'Assault 12.'],
    ['stats us charge:"drunk driving"', /^8 detainers/, 'Driving Under Influence Liquor 8.'],
    ['lookup Minnesota charge:dui', /^8 detainer records/, 'Driving Under Influence Liquor 8.'],
    ['lookup Minnesota citizenship:Mali', /^7 detainer records/, undefined],
  ])('%s', async (words, summary, counted) => {
    const answer = await ask(words);
    expect(answer.summary).toMatch(summary);
    const said = renderText(answer, { width: 0 });
    if (counted) expect(said).toContain(counted);
    else expect(said).not.toContain('Counted for');
  });

  test('where nationality, offence and place meet, the values are named without their numbers', async () => {
    expect(await textOf('stats us citizenship:mexican charge:assault')).toContain(
      'Counted for charge "assault": Assault; Sex Assault.',
    );
  });

  test.each([
    [
      'stats Minnesota charge:asault',
      'No charge in the loaded records is written "asault"',
      'stats Minnesota charge:"only Assault"',
    ],
    [
      'lookup Minnesota citizenship:nigerian',
      'No citizenship in the loaded records is written "nigerian", nor Nigeria',
      'lookup Minnesota citizenship:Mexico',
    ],
    [
      'stats California citizenship:Mali',
      'None of the 12 detainers loaded for California matches (citizenship Mali)',
      'stats California citizenship:Poland',
    ],
    ['export lookup Minnesota charge:zzzz', 'No charge in the loaded records is written "zzzz"', undefined],
  ])('a word without rows is answered so: %s', async (words, summary, button) => {
    const asker = {
      channelId: 'c',
      userId: 'u',
      role: 'admin' as const,
      export: async (line: string) => ask(line) as Promise<Notice>,
    };
    const answer = await answerCommand(desk, words, asker);
    expect(answer.summary).toContain(summary);
    expect(renderText(answer)).not.toMatch(/no (detainer )?records are loaded/i);
    if (button) expect(buttons(answer).map((each) => each.words)).toContain(button);
  });

  test('a button of a value counts the number that it names', async () => {
    for (const { label, words } of buttons(await ask('stats Minnesota charge:zzzz'))) {
      const n = /\(([\d,]+)\)$/.exec(label)?.[1];
      expect((await ask(words)).summary).toMatch(new RegExp(`^${n} detainer`));
    }
  });

  test('published cases are found by people and plain words too', async () => {
    const cases = async (words: string) => Number(/^(\d+) published/.exec((await ask(words)).summary)?.[1] ?? 0);
    expect(await cases('releases citizenship:hondurans')).toBe(await cases('releases citizenship:Honduras'));
    expect(await cases('releases citizenship:hondurans')).toBeGreaterThan(1);
    expect(await cases('releases charge:heft')).toBe(0);
  });
});

describe('facility words look inside the place, over all its facilities', () => {
  test('the jails of a state, however many there are elsewhere', async () => {
    const answer = await ask('lookup jail in:Minnesota');
    expect(answer.title).toBe('2 facilities in Minnesota that match "jail"');
    expect(answer.summary).toMatch(/^190 detainer records/);
    expect((await ask('lookup jail in:"Ramsey County, MN"')).title).toMatch(/^RAMSEY COUNTY JAIL/);
  });

  test('a county of the place is the county; a name elsewhere contradicts', async () => {
    expect((await ask('lookup Hennepin in:Minnesota')).title).toBe('Hennepin County, MN');
    expect((await refusal('lookup Illinois in:Texas')).message).toMatch(/Illinois does not lie in Texas.*contradict/);
    expect((await refusal('stats "Cook County, IL" in:Texas')).choices.map(({ words }) => words)).toEqual([
      'stats "Cook County, IL"',
      'stats "Texas"',
    ]);
    expect((await refusal('lookup zebra in:Minnesota')).message).toMatch(/No facility in Minnesota is called "zebra"/);
    expect((await refusal('lookup jail in:Wyoming')).message).toMatch(/No detainer records are loaded for Wyoming/);
  });

  test.each(['us', 'national', 'the United States', 'nationwide'])('"%s" is the whole country', async (words) => {
    expect((await ask(`stats "${words}"`)).summary).toMatch(new RegExp(`^${rows.length} detainers`));
    expect((await ask(`releases in:"${words}"`)).title).toBe('Declined-detainer releases');
    const card = await ask(`lookup "${words}"`);
    expect(card.title).toBe('United States');
    expect(card.summary).toMatch(/^Records are listed for a state, county, city or facility/);
    for (const command of ['policy', 'watch'])
      expect((await refusal(`${command} "${words}"`)).message).toContain('is the whole country');
  });
});

describe('counts stand under the right name', () => {
  test("a city is its own facilities, and says what else stands in the county; so is a city's police", async () => {
    for (const words of ['stats "Long Beach, CA"', 'lookup "Long Beach, CA"', 'stats "Long Beach Police, CA"']) {
      const answer = await ask(words);
      expect(answer.summary, words).toMatch(/^3 detainer( record)?s/);
      const said = renderText(await ask(`${words} more:all`), { width: 0 });
      expect(said, words).toMatch(/3 (?:sent to|at) police departments|all sent to police departments/);
      expect(said).toContain(
        'Not counted here: 9 more at other facilities in Los Angeles County, CA, 6 sent to county jails, 2 to police departments, 1 to federal prisons and marshals.',
      );
    }
    expect((await ask('lookup LASD')).summary).toMatch(/^6 detainer records for Los Angeles Co/);
    expect(renderText(await ask('lookup LASD more:all'), { width: 0 })).toMatch(
      /6 at county jails|sent to county jails/,
    );
  });

  test('a city that runs none of them says so, and leads to its county', async () => {
    const answer = await ask('stats "City of Saint Paul, MN"');
    expect(answer.summary).toMatch(/^No loaded detainer was sent to a facility that .*Paul, MN itself runs/);
    expect(answer.followUps.map(({ words }) => words)).toContain('stats "Ramsey County, MN"');
    expect(renderText(answer, { width: 0 })).toContain('92 more at other facilities in Ramsey County, MN');
  });

  test('kinds of facility come before any share, and shares mix no kinds', async () => {
    const first = (await ask('stats "Los Angeles County, CA"')).summary;
    expect(first).toMatch(/^12 detainers.*: 12 recorded by ICE as declined, 0 as booked/);
    const all = renderText(await ask('stats "Los Angeles County, CA" more:all'), { width: 0 });
    expect(all).toMatch(/6 sent to county jails, 5 to police departments, 1 to federal prisons and marshals/);
    expect(all).toMatch(/Of the 11 with a recorded outcome at jails and police departments, 11 \(100%\) are declined/);
    expect((await ask('stats "Waseca County, MN"')).summary).toMatch(
      /^15 detainers.*all sent to federal prisons and marshals/,
    );
    expect((await ask('lookup Minnesota kind:federal')).summary).toMatch(/^15 detainer records/);
    expect((await ask('stats Minnesota kind:"county jail"')).summary).toMatch(/^190 detainers/);
    expect((await refusal('stats Minnesota kind:castle')).message).toContain('not a kind of facility');
  });

  test('redacted, empty and unknown reasons are three things; shares are of recorded outcomes', async () => {
    const answer = await ask('stats "Ramsey County, MN" by:outcome');
    expect(answer.summary).toContain('10 (50% of the 20 with a recorded outcome) recorded by ICE as declined');
    expect(answer.summary).toContain('47 (51.1% of all) with no outcome recorded, 25 (27.2%) redacted by ICE.');
    const said = renderText(answer, { width: 0 });
    expect(said).toContain('Lift reason redacted by ICE · 25 · 27.2% of all');
    expect(said).toContain('Another reason recorded (not grouped) · 10 · 50%');
    expect(said).toContain('10 rows with a lift reason that the desk does not know yet');
    expect((await ask('lookup "Ramsey County, MN" outcome:redacted')).summary).toMatch(/^25 of 92 detainer records/);
    expect((await ask('lookup "Ramsey County, MN" outcome:none')).summary).toMatch(
      /^ICE recorded no outcome for 47 of 92 detainer records/,
    );
  });

  test('an outcome that is asked for does not make the others zero', async () => {
    const { summary } = await ask('lookup "Ramsey County, MN" outcome:declined');
    expect(summary).toMatch(
      /^ICE recorded 10 of 92 .* as declined: 50% of the 20 with a recorded outcome; 47 \(51.1% of all\) with no outcome recorded/,
    );
  });
});

describe('counts by what people write about', () => {
  const rowsOf = async (words: string) =>
    (await ask(words)).parts.flatMap((part) => (part.kind === 'table' ? part.rows : []));

  test('each breakdown adds up to all rows, and its lines are those of the rows', async () => {
    const breakdowns = 'week year reason kind state aor criminality gender age form'.split(' ');
    for (const by of breakdowns) {
      const lines = await rowsOf(`stats us by:${by}`);
      const total = lines.reduce((sum, [, n = '']) => sum + Number(n.replace(/,/g, '')), 0);
      expect(total, by).toBe(rows.length);
    }
    const counted = new Map((await rowsOf('stats us by:state')).map(([label, n]) => [label, Number(n)]));
    for (const [name, code] of [
      ['Minnesota', 'MINNESOTA'],
      ['California', 'CALIFORNIA'],
    ] as const)
      expect(counted.get(name)).toBe(rows.filter((row) => row['facility_state'] === code).length);
    const reasons = new Map((await rowsOf('stats us by:reason')).map(([label, n]) => [label, Number(n)]));
    expect([reasons.get('Not recorded'), reasons.get('Redacted by ICE'), reasons.get('Some new reason')]).toEqual([
      47, 25, 10,
    ]);
    const weeks = await rowsOf('stats us by:week since:2026-01-05 until:2026-01-11');
    expect(weeks).toHaveLength(1);
    expect(weeks[0]?.[0]).toBe('Jan 5, 2026');
  });

  test.each([
    ['stats us reason:"new reason"', 10],
    ['stats us reason:declined by:kind', 37],
    ['stats us gender:men', rows.length],
    ['stats us aor:Chicago by:year', rows.length],
    ['stats us criminality:pending by:gender', rows.length],
    ['stats us citizenship:mali gender:male', 7],
  ])('%s', async (words, n) => expect((await ask(words)).summary).toMatch(new RegExp(`^${n} detainers`)));

  test('a value that no row has is answered so', async () => {
    expect((await ask('stats us gender:women')).summary).toContain(
      'No gender in the loaded records is written "women"',
    );
    expect((await ask('stats us criminality:convicted')).kind).toBe('notice');
  });

  test('an age beside a nationality is crossed: small cells are joined', async () => {
    const lines = await rowsOf('stats us by:age citizenship:mali');
    expect(lines.map(([, n]) => n).join()).not.toMatch(/\b[1-4]\b/);
    expect((await ask('stats us by:age citizenship:mali')).summary).toMatch(/^5 to 9 detainers/);
  });

  test('the share without a conviction is said with what has no category, and never of a filter that decides it', async () => {
    expect(renderText(await ask('stats Minnesota more:all'), { width: 0 })).toMatch(
      /had no conviction.*(?:every row has a category|of all\) have no category)\./,
    );
    for (const line of ['stats us criminality:pending', 'stats us charge:assault', 'stats us by:age citizenship:mali'])
      expect((await ask(line)).summary).not.toContain('no conviction');
  });
});
