import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProposedCase } from '../../src/intake/found.ts';
import { readRelease } from '../../src/intake/read-release.ts';
import { refusal } from '../../src/intake/refusal.ts';
import { projectPath } from '../../src/project.ts';
import { readRows } from '../_util/desk.ts';
import { THOROUGH } from '../_util/thorough.ts';

const read = (text: string, published = '2020-09-28') => readRelease(text, published);
const first = (text: string, published?: string): ProposedCase => {
  const [made] = read(text, published).cases;
  if (!made) throw new Error('no case');
  return made;
};
const BEGIN = 'ERO arrested a 30-year-old Honduran national on Sept. 20.';

describe('what became of the detainer', () => {
  test.each([
    ['A detainer was lodged with the Kings County Jail, which did not honor it and released him.', 'declined'],
    ['He was released from the Kings County Jail with an active detainer.', 'declined'],
    ['A detainer was issued but ignored, and he was released.', 'declined'],
    ['ICE lodged a detainer with the Kings County Jail. He was released without notification to ICE.', 'declined'],
    ['He was released before ICE could assume custody.', 'not stated'],
    ['ICE lodged a detainer with the Kings County Jail. He was released on bond.', 'not stated'],
    ['The Kings County Jail honored the detainer and transferred him to ICE.', 'honored'],
    ['ICE lodged a detainer with the Kings County Jail on Sept. 2. He remains in custody there.', 'outstanding'],
    ['When jails ignore detainers, criminals are released.', 'not stated'],
    ['The jail released him and declined to comment on the detainer.', 'not stated'],
    ['Before a detainer could be lodged he was released.', 'not stated'],
    ['ICE issued a detainer, which was not honored, and he was released.', 'declined'],
    ['ICE lodged a detainer with the Kings County Jail, which it did NOT honor, and he was RELEASED.', 'declined'],
    ['The Kings County Jail let him go in May over an active ICE detainer.', 'declined'],
    ['He was freed by Kings County even though ICE had a detainer on him.', 'declined'],
    ['ICE has lodged six detainers against him; none was honored. He was released on Sept. 2.', 'declined'],
    ['He was released by the Kings County Jail with no notice to ICE despite an active detainer.', 'declined'],
    ['He was released to the streets despite a detainer from Harris County.', 'not stated'],
    ['Did the Kings County Jail ignore the detainer and release him?', 'not stated'],
    [
      'ICE lodged a detainer on Sept. 2. ICE withdrew the detainer. He was released without notice to ICE.',
      'not stated',
    ],
    [
      'ICE lodged a detainer on Sept. 2. The sheriff said he would not honor the detainer. He is held at the Kings County Jail.',
      'outstanding',
    ],
    [
      'The detainer was not honored, ICE said. The sheriff says records show a fax sent to ICE three hours before the release.',
      'disputed',
    ],
    [
      'ICE lodged a detainer. He was released despite the detainer. The county calls that account misleading.',
      'disputed',
    ],
    [
      'ICE says the jail ignored its detainer when it released him. The sheriff said that his office never received a detainer.',
      'disputed',
    ],
    ['He was released from the Kings County Jail without being turned over to ICE.', 'not stated'],
    [
      'A court ignored a U.S. Immigration and Customs Enforcement (ICE) immigration detainer and released him.',
      'declined',
    ],
    ['Agents then transferred him to the custody of ERO San Antonio.', 'not stated'],
    ['The county jail denied the so-called detainer and released him.', 'declined'],
    ['The county refused to honor over 210 immigration holds that year.', 'not stated'],
    [
      'ICE lodged a detainer, and he was released without notice to ICE. The sheriff is disputing allegations that ICE was not notified.',
      'disputed',
    ],
  ])('%s', (words, outcome) => {
    expect(first(`${BEGIN}\n\n${words}`).outcome.value).toBe(outcome);
  });

  test('a heading makes its items declined and is where that is read from; an item that says otherwise is not', () => {
    const text =
      'Recent immigration detainers not honored in Kings County:\n\n• A 31-year-old citizen of Peru convicted of theft; released on Sept. 3\n\n• A 40-year-old citizen of Ghana charged with assault; he remains in custody at the Kings County Jail';
    const [one, two] = read(text).cases;
    expect(one?.outcome).toMatchObject({ value: 'declined', sure: 'inferred' });
    expect(text.slice(...(one?.outcome.from ?? [0, 0]))).toBe('detainers not honored');
    expect(two?.outcome.value).toBe('outstanding');
  });

  test('those listed as arrested are not thereby declined, also where some of them were', () => {
    const { cases, figures } = read(
      'ICE arrested 45 people. Nine of the 45 had detainers that were not honored.\n\nArrests include:\n\nA 31-year-old citizen of Peru convicted of theft.\n\nA 40-year-old citizen of Ghana charged with assault.',
    );
    expect(cases.map(({ outcome }) => outcome.value)).toEqual(['not stated', 'not stated']);
    expect(figures.map(({ value, of, what }) => [value, of, what])).toEqual([
      [45, undefined, 'people arrested'],
      [9, 45, 'detainers not honored'],
    ]);
  });
});

describe('dates', () => {
  const released = (words: string, published?: string) =>
    first(`${BEGIN}\n\nPolice arrested him on Aug. 3, 2020. ${words} The detainer was not honored.`, published)
      .release_date;
  test.each([
    ['The jail released him on Aug. 10.', '2020-08-10', 'day', 'inferred'],
    ['The jail released him on August 10, 2020.', '2020-08-10', 'day', 'said'],
    ['The jail released him on or about Aug. 10, 2020.', '2020-08-10', 'day', 'said'],
    ['The jail released him sometime in August.', '2020-08', 'month', 'inferred'],
    ['The jail released him the same day.', '2020-08-03', 'day', 'inferred'],
    ['The jail released him two days later.', '2020-08-05', 'day', 'inferred'],
    ['The jail released him nearly two months after.', '2020-10', 'month', 'guess'],
    ['The jail released him on Friday.', '2020-09-25', 'day', 'inferred'],
    ['The jail released him on Dec. 21.', '2019-12-21', 'day', 'inferred'],
  ])('%s', (words, value, precision, sure) => {
    expect(released(words)).toMatchObject({ value, precision, sure });
  });
  test('a birth date is no date of the case', () => {
    expect(JSON.stringify(read(`${BEGIN} He (DOB 03/08/1986) was released despite a detainer.`))).not.toContain('1986');
  });
});

test('offences with their standing; what is convicted is not charged', () => {
  const { offences } = first(
    'A 36-year-old Honduran national was arrested by Denver police for driving under the influence and resisting arrest. He is charged with lewd and lascivious acts, pleaded guilty to grand theft, and has two prior DUI convictions. He was released despite a detainer.',
  );
  expect(offences.map(({ value, standing }) => `${standing}: ${value}`)).toEqual([
    'arrested for: driving under the influence',
    'arrested for: resisting arrest',
    'charged: lewd and lascivious acts',
    'convicted: grand theft',
    'convicted: DUI',
  ]);
});

test('agencies: the letters of an agency, the jail, and never the one of a decoy', () => {
  const made = first(
    'The Border Patrol released a 30-year-old Honduran man near El Paso, Texas, in 2019. Denver police arrested him on Aug. 3. ICE lodged a detainer with the Denver Sheriff Department (DSD) on Aug. 4. The DSD released him on Aug. 9 without honoring it.',
  );
  expect(made.releasing_agency?.value).toBe('Denver Sheriff Department (DSD)');
  expect(made.local_arrest_agency?.value).toBe('Denver police');
  expect(made.release_date?.value).toBe('2020-08-09');
  expect(made.detainer_date?.value).toBe('2020-08-04');
});

test('every place is in the text as pasted: curly quotes, dashes of every kind, broken lines, page numbers', () => {
  const text =
    'ICE arrested a 36‑year‑old Honduran national con-\nvicted of “grand theft” and assault with a deadly\nweapon in the county where he had been living for\n\n2\n\nmany years. The Kings County Sheriff’s Office released\nhim on Sept. 9 — despite a detain-\ner that ICE had lodged.';
  const made = first(text);
  expect(made.age?.value).toBe(36);
  expect(made.outcome.value).toBe('declined');
  expect(text.slice(...(made.age?.from ?? [0, 0]))).toBe('36‑year‑old');
  expect(text.slice(...(made.releasing_agency?.from ?? [0, 0]))).toBe('Kings County Sheriff’s Office');
  expect(made.offences.map(({ value }) => value)).toEqual(['grand theft', 'assault with a deadly weapon']);
});

test('HTML is read as text; what is not shown or not the article is left out', () => {
  const { cases } = read(
    '<html><head><style>p{}</style></head><body><nav>A 20-year-old Mexican man, detainer ignored</nav><p>A 30-year-old Honduran national&rsquo;s release: the jail released the man on Sept.&nbsp;9 despite a detainer.</p><div style="display:none">A 41-year-old Jamaican released, detainer ignored</div></body></html>',
  );
  expect(cases.map(({ age, citizenship }) => [age?.value, citizenship?.value])).toEqual([[30, 'Honduras']]);
});

test('a short text in another language is told to be so; an English one with Spanish names is read', () => {
  const spanish =
    'La policía arrestó a un hombre de 30 años de Honduras por robo. La cárcel del condado lo dejó en libertad el 3 de mayo.';
  expect(refusal(spanish)).toContain('not in English');
  expect(refusal('Los Angeles and Las Vegas jails released a man from El Salvador on Sept. 3.')).toBeUndefined();
});

test('a day on which somebody speaks is no day of a release', () => {
  const text = `${BEGIN}\n\nHe was freed by Kings County despite a detainer, the agency said Tuesday.`;
  expect(first(text).release_date).toBeUndefined();
});

test('what stands in the boilerplate at the end is no person', () => {
  const text = `${BEGIN}\n\nERO conducts removals of individuals without a lawful basis to remain in the United States.`;
  expect(read(text).cases).toHaveLength(1);
});

test('figures: beside their verb, of those counted before, crimes, in brackets, with labels, in the rows of a table', () => {
  const counts = (text: string) => read(text).figures.map(({ value, what }) => `${value} ${what}`);
  expect(counts('In 2019 the county declined 257 detainers. Roughly 110 of them were for traffic.')).toEqual([
    '257 detainers declined',
    '110 detainers declined',
  ]);
  expect(
    counts('Its failure to honor ICE detainers led to the release of 6,412 people. Their crimes include 27 homicides.'),
  ).toEqual(['6412 detainers not honored', '27 homicides']);
  expect(counts('Arrests were made in Bergen (4) and Essex (9) counties.')).toEqual([
    '4 people arrested',
    '9 people arrested',
  ]);
  expect(counts('Received in March: 6. Declined: 0.')).toEqual(['6 detainers received', '0 detainers declined']);
  expect(counts('County | State | Lodged | Declined\nDane | WI | 96 | 51\nJohnson | IA | 58 | 0')).toEqual([
    '96 detainers issued',
    '51 detainers declined',
    '58 detainers issued',
    '0 detainers declined',
  ]);
  expect(counts('Recorded Declined Detainers        Page 11 of 25')).toEqual([]);
});

test('names, aliases, addresses and numbers of persons reach nothing of what is proposed', () => {
  const text =
    'Osvaldo Trebino-Lucas, aka "Bigga," 31, a Honduran national of 14 Sample Street, was arrested for the murder of Maria Fescue. Sheriff Dolly Quill\'s jail released Trebino-Lucas (A 099 555 321) on Sept. 9 despite a detainer.';
  const shown = JSON.stringify(read(text));
  for (const word of ['Osvaldo', 'Trebino', 'Bigga', 'Sample', 'Fescue', 'Quill', '099'])
    expect(shown).not.toContain(word);
});

test('without a case: nothing is proposed, and it is said', () => {
  const { cases, doubts } = read('A federal panel heard argument on detainers. Jails in the state do not honor them.');
  expect(cases).toEqual([]);
  expect(doubts.map(({ why }) => why).join()).toContain('no case was found');
});

test.skipIf(!THOROUGH)('200 kB of anything are read in bounded pieces', () => {
  for (const part of ['a ', 'released with an active ', '<', 'Juan Perez ', 'arrested for ', 'of of of '])
    expect(read(part.repeat(Math.ceil(200_000 / part.length))).cases.length).toBeLessThan(3);
});

const SEED = join(projectPath('..'), 'shared', 'seeds', '001_8cc53a940e561307.txt');
test.skipIf(!existsSync(SEED))('the list of Los Angeles comes out whole and right', () => {
  const { cases } = read(readFileSync(SEED, 'utf8'));
  const rows = readRows('data/releases.csv').filter((row) => row['case_id']?.startsWith('LA-'));
  expect(cases).toHaveLength(8);
  for (const [at, made] of cases.entries()) {
    const row = rows[at] ?? {};
    expect(made.outcome.value).toBe('declined');
    expect(String(made.age?.value)).toBe(row['age']);
    expect(made.citizenship?.value).toBe(row['citizenship']);
    expect(made.releasing_agency?.value).toBe(row['releasing_agency']);
    expect(made.release_date?.value).toBe(row['release_date']);
    expect(made.release_date?.precision).toBe(row['release_date_precision']);
    expect(made.how_released?.value).toBe(row['release_kind']);
    expect(made.offences.map(({ value }) => value).join('; ')).toBe(row['offences']);
    expect(row['offence_status']).toContain(made.offences[0]?.said ?? made.offences[0]?.standing ?? '-');
    expect(made.prior_removals?.value).toBe(row['prior_removals']?.startsWith('1') ? 1 : undefined);
    expect(made.removal_order?.value).toBe(row['notes']?.includes('removal order') ? true : undefined);
  }
});

test('in no text of the measure does a person come through, and no case is wrongly declined', () => {
  for (const half of ['open', 'sealed', 'second', 'third', 'fourth']) {
    const folder = projectPath(`bench/quality/releases/${half}`);
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.txt'))) {
      const gold = JSON.parse(readFileSync(join(folder, name.replace('.txt', '.json')), 'utf8'));
      const made = read(readFileSync(join(folder, name), 'utf8'), gold.published);
      const shown = JSON.stringify(made);
      for (const planted of gold.planted)
        expect(planted.length > 3 && shown.includes(planted), `${name} ${planted}`).toBe(false);
      const claimed = gold.cases.filter(({ outcome }: { outcome: string }) => outcome === 'declined').length;
      expect(made.cases.filter(({ outcome }) => outcome.value === 'declined').length, name).toBeLessThanOrEqual(
        claimed,
      );
    }
  }
});
