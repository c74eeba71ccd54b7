import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { vocabularyOf } from '../../src/filters/vocabulary.ts';
import { projectPath } from '../../src/project.ts';
import { matchValues, nearestValues, phrasesOf, type ValueKind } from '../../src/rules/value-words.ts';

const COUNTRIES = [
  'MALI',
  'SOMALIA',
  'NIGER',
  'NIGERIA',
  'OMAN',
  'ROMANIA',
  'DOMINICA',
  'DOMINICAN REPUBLIC',
  'GUINEA',
  'GUINEA-BISSAU',
  'EQUATORIAL GUINEA',
  'SUDAN',
  'SOUTH SUDAN',
  'MEXICO',
  'HONDURAS',
  'EL SALVADOR',
  'CHINA, PEOPLES REPUBLIC OF',
  'IRELAND',
  'KOREA',
  'SOUTH KOREA',
  'NORTH KOREA',
];
const CHARGES = [
  'Assault',
  'Sex Assault',
  'Aggravated Assault - Weapon',
  'Rape - Strongarm',
  'Statutory Rape - No Force',
  'Grape Theft',
  'Driving Under Influence Liquor',
  'Driving Under Influence Drugs',
  'Dangerous Drugs',
  'Drug Trafficking',
  'Marijuana - Sell',
  'Homicide',
  'Homicide-Negligent Manslaughter-Vehicle',
  'Carrying Concealed Weapon',
  'Weapon Offense',
  'Larceny',
  'Identity Theft',
  'Traffic Offense',
  'Illegal Re-Entry (INA SEC.101(a)(43)(O), 8USC1326 only)',
];
const match = (kind: ValueKind, typed: string) =>
  matchValues(kind, typed, kind === 'charge' ? CHARGES : COUNTRIES, vocabularyOf(kind)).sort();

describe('a country is named whole, or by its people', () => {
  test.each([
    ['Mali', ['MALI']],
    ['malian', ['MALI']],
    ['niger', ['NIGER']],
    ['Nigerians', ['NIGERIA']],
    ['Oman', ['OMAN']],
    ['dominica', ['DOMINICA']],
    ['dominicans', ['DOMINICAN REPUBLIC']],
    ['Guinea', ['GUINEA']],
    ['guinea bissau', ['GUINEA-BISSAU']],
    ['sudanese', ['SUDAN']],
    ['mexican', ['MEXICO']],
    ['Mexican nationals', ['MEXICO']],
    ['citizens of Honduras', ['HONDURAS']],
    ['hondurans', ['HONDURAS']],
    ['salvadoran', ['EL SALVADOR']],
    ['Chinese', ['CHINA, PEOPLES REPUBLIC OF']],
    ['china, peoples republic of', ['CHINA, PEOPLES REPUBLIC OF']],
    ['irish', ['IRELAND']],
    ['korean', ['KOREA', 'SOUTH KOREA']],
    ['only korea', ['KOREA']],
    ['Man', []],
    ['zzzz', []],
    ['%', []],
    ['', []],
  ])('%s', (typed, values) => expect(match('citizenship', typed)).toEqual(values));
});

describe('a charge holds the word whole, or is what the plain word means', () => {
  test.each([
    ['assault', ['Aggravated Assault - Weapon', 'Assault', 'Sex Assault']],
    ['only assault', ['Assault']],
    ['sexual assault', ['Sex Assault']],
    ['rape', ['Rape - Strongarm', 'Statutory Rape - No Force']],
    ['DUI', ['Driving Under Influence Drugs', 'Driving Under Influence Liquor']],
    ['drunk driving', ['Driving Under Influence Drugs', 'Driving Under Influence Liquor']],
    ['drugs', ['Dangerous Drugs', 'Drug Trafficking', 'Marijuana - Sell']],
    ['weapons', ['Carrying Concealed Weapon', 'Weapon Offense']],
    ['murder', ['Homicide']],
    ['manslaughter', ['Homicide-Negligent Manslaughter-Vehicle']],
    ['theft', ['Grape Theft', 'Larceny']],
    ['traffic', ['Traffic Offense']],
    ['trafficking', ['Drug Trafficking']],
    ['illegal reentry', ['Illegal Re-Entry (INA SEC.101(a)(43)(O), 8USC1326 only)']],
    ['ape', []],
    ['sault', []],
  ])('%s', (typed, values) => expect(match('charge', typed)).toEqual(values));
});

test('a misspelt word finds the nearest values', () => {
  expect(nearestValues('asault', CHARGES).slice(0, 1)).toEqual(['Assault']);
  expect(nearestValues('hondurus', COUNTRIES)[0]).toBe('HONDURAS');
  expect(nearestValues('zzzz', COUNTRIES)).toEqual([]);
});

test('in free text a word stands for its neighbours too', () => {
  expect(phrasesOf('DUI', vocabularyOf('charge'))).toEqual(expect.arrayContaining(['dui', 'drunk driving']));
  expect(phrasesOf('hondurans', vocabularyOf('citizenship'))).toContain('honduras');
});

test('the vocabulary: every row reads, and no word of a filter has two meanings', () => {
  const lines = readFileSync(projectPath('data/vocabulary.csv'), 'utf8').trimEnd().split('\n').slice(1);
  const entries = (['citizenship', 'charge', 'gender', 'criminality', 'reason', 'program'] as const).flatMap((kind) =>
    vocabularyOf(kind).map((entry) => ({ kind, ...entry })),
  );
  expect(entries).toHaveLength(lines.length);
  for (const { words, values } of entries) expect(Math.min(words.length, values.length)).toBeGreaterThan(0);
  const words = entries.flatMap((entry) => entry.words.map((word) => `${entry.kind} ${word}`));
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
});
