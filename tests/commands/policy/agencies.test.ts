import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/answer.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { findSource, importFile } from '../../../src/sources/import.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { withoutAgreements } from '../../_util/sheets.ts';

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
});
/** The whole answer, with what stands behind More. */
const ask = (words: string) => answerCommand(desk, `${words} more:all`);
const rowsOf = async (words: string): Promise<string[][]> => {
  const found = await ask(words);
  const table = found.parts.find((part) => part.kind === 'table');
  // Where no rule reaches the one who was asked about, the sentence says so and there is no table.
  if (table?.kind !== 'table') expect(found.summary).toContain('no rule that is loaded binds');
  return (table?.kind === 'table' ? table.rows : []).map(([name = '', rule = '', numbers = '']) => [
    name,
    rule,
    citedBy(found as Answer, numbers),
  ]);
};
/** '[1] [2]' -> the titles of these citations. */
const citedBy = ({ citations }: Answer, numbers: string): string =>
  numbers.replace(/\[(\d+)\]/g, (_, number) => `${citations[Number(number) - 1]?.title} ·`);
const LINES = ['Hold', 'Tell', 'Jail access', 'Information', '287'] as const;
/** [rule, from] of one of the five questions. */
const line = async (words: string, question: (typeof LINES)[number]) =>
  (await rowsOf(words)).find(([name]) => name?.startsWith(question))?.slice(1) ?? [];

describe('a rule reaches only the agency that it names', () => {
  test.each([
    'policy CMPD on:2019-06-01',
    'policy "Raleigh Police" on:2020-06-01',
    'policy "Houston Police" on:2017-03-01',
    'policy "Atlanta Police" on:2019-06-01',
  ])("%s: a sheriff's own policy is never the city police's", async (words) => {
    for (const [, , from] of await rowsOf(words)) expect(from).not.toMatch(/sheriff/i);
  });

  test('a state act for sheriffs with an agreement is no duty of all', async () => {
    for (const words of ['policy Tennessee', 'policy "Davidson County, TN"']) {
      expect((await ask(words)).summary).toMatch(/may hold a person for ICE.*, by state law, which bars localities/);
      expect(JSON.stringify(await ask(words))).toContain('sheriffs with a 287(g) agreement');
    }
    // The sheriff of Sullivan County is on ICE's sheet.
    expect((await line('policy "Bristol, TN"', 'Hold'))[0]).toMatch(/^required/);
  });

  test('a rule of the state police is not the prisons’ and an act for cities is not the counties’', async () => {
    const prisons = 'policy "Pennsylvania Department of Corrections" on:2026-03-01';
    for (const [, , from] of await rowsOf(prisons)) expect(from).not.toContain('State Police');
    expect((await line('policy "Pulaski County, AR" on:2026-01-10', 'Hold'))[1]).not.toContain('Act 1076');
    expect((await ask('policy "Pulaski County, AR" on:2026-01-10')).summary).toContain('may hold a person for ICE, by');
  });

  test.each([
    ['policy "Virginia State Police"', '287', /^prohibited/],
    ['policy "Nebraska State Patrol"', 'Hold', /^required/],
    ['policy "Massachusetts Department of Correction"', 'Hold', /^prohibited/],
    ['policy "Milwaukee Police"', 'Hold', /^limited/],
    ['policy "Mesa Police"', '287', /^permitted/],
    ['policy "Arlington County Police"', 'Tell', /^prohibited/],
    ['policy "Fairfax County Police"', 'Tell', /^prohibited/],
  ] as const)('%s can be asked', async (words, question, rule) => {
    expect((await line(words, question))[0]).toMatch(rule);
  });

  test("where the county runs the jail, the sheriff's agreement is the sheriff's own", async () => {
    expect((await line('policy "Bucks County, PA" on:2025-09-01', '287'))[1]).not.toContain('Sheriff Harran');
    expect((await line('policy "Bucks County Sheriff, PA" on:2025-09-01', '287'))[0]).toMatch(/^permitted/);
  });

  test('where the county runs the jail its rules reach the jail, and elsewhere not', async () => {
    expect((await line('policy "Montgomery County, MD" on:2021-01-01', 'Hold'))[0]).toMatch(/^prohibited/);
    for (const [, , from] of await rowsOf('policy "Fairfax County, VA"')) expect(from).not.toContain('except sheriff');
  });
});

describe('a city', () => {
  test('in several counties asks, unless it is known by one; then the others can be chosen', async () => {
    const aurora = await ask('policy "Aurora, CO"');
    expect(aurora.summary).toContain('is found in 3 counties, each with a jail of its own');
    expect(JSON.stringify(aurora.parts)).toContain('policy \\"Arapahoe County, CO\\"');
    const chicago = await ask('policy Chicago on:2024-05-01');
    expect(chicago.title).toBe('Cook County, IL (Chicago)');
    expect(JSON.stringify(chicago.parts)).toContain('policy \\"DuPage County, IL\\" on:2024-05-01');
  });

  test('its own rules stand in the first line, beside the county’s', async () => {
    const boston = await ask('policy "Boston, MA" on:2016-01-15');
    expect(boston.summary).toMatch(
      /no rule that is loaded binds the jail of Suffolk County.*Boston's own agencies may not hold a person for ICE/,
    );
  });

  test('no answer says from where a jail takes people', async () => {
    for (const words of ['policy Chicago', 'policy "Los Angeles"', 'policy "Long Beach, CA"', 'policy "Boston, MA"'])
      expect(JSON.stringify(await ask(words))).not.toContain('takes people from');
  });
});

describe('a dispute stands on its own line, with both sides', () => {
  const DISPUTES: [string, string[]][] = [
    ['policy "Davidson County, TN"', ['287']],
    ['policy "Nassau County, NY" on:2025-12-01', ['Hold']],
    ['policy "Clark County, NV" on:2026-01-01', ['Hold', '287']],
    ['policy "Orleans Parish, LA" on:2026-05-01', ['Hold', 'Tell', 'Jail access', 'Information']],
    ['policy "Nassau County Police, NY" on:2025-12-01', ['287']],
    ['policy "Brown County, WI"', ['Hold']],
  ];
  test.each(DISPUTES)('%s: %j', async (words, disputed) => {
    const marked = (await rowsOf(words)).filter(([, rule]) => rule?.includes('(in dispute')).map(([name]) => name);
    expect(LINES.filter((each) => marked.some((name) => name?.startsWith(each)))).toEqual(disputed);
    const found = await ask(words);
    const sides = found.parts.find((part) => part.kind === 'facts' && part.title === 'Side by side');
    const facts = sides?.kind === 'facts' ? sides.facts : [];
    expect(facts.filter(({ label }) => label.endsWith(', in dispute')).length).toBe(disputed.length);
    for (const { label, value } of facts.filter((fact) => fact.label.includes('both are shown')))
      expect(value.split(' | ').length, label).toBeGreaterThan(1);
  });
});

describe('periods', () => {
  test('a year is answered for all of it, each part with its rule', async () => {
    const [rule, from] = await line('policy "Mecklenburg County, NC" on:2024', 'Hold');
    expect(rule).toMatch(/^prohibited, .*until Dec 1, 2024; from then required/);
    expect(from).toMatch(/Sheriff McFadden policy.*State: HB 10/);
    const frederick = await line('policy "Frederick County, MD" on:2026-02', '287');
    expect(frederick[0]).toMatch(/^permitted, .*until Feb 17, 2026; from then prohibited/);
    expect((await ask('policy "Mecklenburg County, NC" on:2024')).summary).toMatch(
      /^In 2024, the jail of Mecklenburg County, NC: until Dec 1, 2024 it may not hold .*; from then it must hold/,
    );
  });

  test('a day to come says that it is one, and so does a year that is not over', async () => {
    for (const words of ['policy Denver on:2027-01-01', 'policy Denver on:2199-12-31'])
      expect(JSON.stringify(await ask(words))).toContain(
        'This is a time to come: these are the rules as they are known now',
      );
    expect(JSON.stringify(await ask('policy Denver on:2026'))).toContain(
      'The days after Nov 24, 2026 are still to come',
    );
    expect(JSON.stringify(await ask('policy Denver on:2025'))).not.toContain('to come');
  });

  test('no act is in force before it was signed', async () => {
    expect(JSON.stringify(await rowsOf('policy Arkansas on:2025-04-01'))).not.toContain('Act 654');
    expect((await line('policy Montana on:2021-02-01', 'Hold'))[1]).not.toContain('HB 200');
  });

  test('a law that was read before it took effect says so', async () => {
    expect(JSON.stringify(await ask('policy Maine'))).toMatch(/Read before it took effect, may differ: \[\d\]/);
    expect(JSON.stringify(await ask('policy Illinois'))).not.toContain('Read before it took effect');
  });
});

test('conditions follow the value, and deadlines stand in the answer', async () => {
  const texas = await ask('policy "Harris County, TX"');
  expect(texas.summary).toMatch(/must hold a person on an ICE detainer .*, unless the person proves citizenship/);
  expect((await line('policy "Harris County, TX"', '287'))[0]).toMatch(/^required, with terms/);
  const full = (await ask('policy "Harris County, TX" more:all')).parts.flatMap((part) =>
    part.kind === 'facts' && part.title === 'The rules in full' ? part.facts : [],
  );
  expect(full.find(({ label }) => label === '287(g) agreement')?.value).toMatch(/^required, .*by Dec 1, 2026.* \[\d\]/);
  for (const words of ['policy Texas', 'policy Virginia', 'policy Philadelphia', 'policy "Milwaukee Police"'])
    expect(JSON.stringify(await ask(words))).not.toContain('. Text:');
});

test("nothing of the coder's own notes is shown or kept", async () => {
  const places = ['Alaska', 'Arkansas', 'Tennessee', '"San Diego County, CA"', '"Montgomery County, MD"', 'Maine'];
  const said = JSON.stringify(await Promise.all(places.map((place) => ask(`policy ${place}`))));
  expect(said).not.toMatch(/coding_note|Old scope|Earlier notes|doubt \(|Ballotpedia/);
  const { columns } = await desk.db.introspection
    .getTables()
    .then((tables) => tables.find(({ name }) => name === 'policies') ?? { columns: [] });
  expect(columns.map(({ name }) => name)).not.toContain('coding_note');
});

test('the official address of a text is the link; a page that only reports is named as such', async () => {
  const rows = await desk.db.selectFrom('policies').select(['instrument', 'official_url', 'source_url']).execute();
  const { citations } = (await ask('policy "Denver, CO"')) as Answer;
  for (const row of rows) {
    const cited = citations.find(({ title }) => title.includes(`: ${row.instrument},`));
    if (!cited) continue;
    expect(cited.url).toBe(row.official_url || row.source_url);
    expect(/, (?:reported by|read at) [\w.-]+$/.test(cited.title)).toBe(row.official_url === '');
  }
  expect(citations.map(({ title }) => title).join()).toMatch(/HB19-1124.*reported by/);
});

describe("ICE's sheets", () => {
  const SHEET = [
    'STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED,MOA',
    'ARIZONA,Mesa Police Department,Municipality,Maricopa County,Jail Enforcement Model,6/8/2020,LINK',
    "FLORIDA,Pasco County Sheriff's Office,County,Pasco County,Task Force Model,2/26/2025,LINK",
    'FLORIDA,Dade City Police Department,Municipality,Pasco County,Task Force Model,3/5/2025,LINK',
    'PENNSYLVANIA,Pennsylvania State Police,State Agency,,Task Force Model,3/5/2025,LINK',
  ];
  let withSheet: Context;
  beforeAll(async () => {
    withSheet = await withoutAgreements(await bundledDesk());
    const file = join(mkdtempSync(join(tmpdir(), 'desk-sheet-')), 'participatingAgencies07182025pm.csv');
    writeFileSync(file, SHEET.join('\n'));
    await importFile(withSheet.db, findSource('agreements-287g'), file, { now: withSheet.now });
  });
  const agreements = async (words: string) => {
    const found = await answerCommand(withSheet, words);
    const table = found.parts.find((part) => part.kind === 'table');
    const [, rule] = (table?.kind === 'table' ? table.rows.find(([name]) => name?.startsWith('287')) : undefined) ?? [];
    const notes = found.parts.flatMap((part) => (part.kind === 'note' ? [part.text] : []));
    const said = [found.summary, ...notes].map(
      (text) => /287\(g\)(?: agreements listed)?: (.*?)\.(?: [A-Z]|$)/.exec(text)?.[1],
    );
    return said.find(Boolean) ?? rule ?? '';
  };

  test.each([
    ['policy "Maricopa County, AZ"', /^none of this agency listed; 1 of others here$/],
    ['policy "Yavapai County, AZ"', /^none listed$/],
    ['policy "Phoenix Police, AZ"', /^none of this agency listed; 1 of others here$/],
    ['policy "Pennsylvania State Police" on:2025-07-18', /^1 agreement, Task Force Model$/],
    ['policy "Pennsylvania Department of Corrections" on:2025-07-18', /^none of this agency/],
  ])('%s counts the agreements of the agency asked about', async (words, expected) => {
    expect(await agreements(words)).toMatch(expected);
  });

  test('the others of the place are listed all the same', async () => {
    expect(JSON.stringify(await answerCommand(withSheet, 'policy "Maricopa County, AZ" more:all'))).toContain(
      'Mesa Police Department (Municipality): Jail Enforcement Model',
    );
  });
});

test('a day to come is named as one in the first line, which may be read alone', async () => {
  expect((await ask('policy Texas on:2030-01-01')).summary).toMatch(/^On Jan 1, 2030 \(a day to come\), the agencies/);
  expect((await ask('policy Texas on:2027')).summary).toMatch(/^In 2027 \(a time to come\), the agencies/);
  expect((await ask('policy Texas on:2026')).summary).toMatch(/^In 2026 \(not over\), the agencies/);
  expect((await ask('policy Texas on:2025')).summary).toMatch(/^In 2025, the agencies/);
});

test("a city's own rules are told over the whole period, and only where they say something else", async () => {
  const boston = (await ask('policy "Boston, MA" on:2014')).summary;
  expect(boston).toMatch(/Boston's own agencies: until August 2014 .*; from then they may not hold a person for ICE/);
  const chicago = (await ask('policy Chicago')).summary;
  expect(chicago).toMatch(/Chicago has other rules for its own agencies: share information\./);
  expect(chicago.match(/hold a person/g)).toHaveLength(1);
  expect(chicago).not.toMatch(/\biCE\b/);
});
