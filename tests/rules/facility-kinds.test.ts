import { expect, test } from 'vitest';
import { classifyFacility, isLocalKind, kindFromWord } from '../../src/rules/facility.ts';

test.each([
  ['HENNEPIN COUNTY JAIL', 'county jail'],
  ['ABERDEEN CITY JAIL', 'city jail'],
  ['CITY OF ALHAMBRA JAIL', 'city jail'],
  ['LONG BEACH POLICE DEPT', 'police'],
  ['MINN.C.F.,ST.CLOUD', 'state prison'],
  ['FCI WASECA', 'federal'],
  ['MDC LOS ANGELES', 'federal'],
  ['ABILENE HOLD ROOM', 'hold room'],
  ['CASPER HOLDROOM', 'hold room'],
  ['COLO SPRINGS DEN HSI HOLD', 'hold room'],
  ['DENVER CONTRACT DETENTION FACILITY', 'ICE site'],
] as const)('%s is a %s', (name, kind) => expect(classifyFacility({ name }).kind).toBe(kind));

test("a county's policy governs jails and police, not prisons, federal sites and ICE's own", () => {
  expect(['county jail', 'city jail', 'police', 'hospital', 'juvenile'].every(isLocalKind)).toBe(true);
  expect(['state prison', 'federal', 'ICE site', 'hold room'].some(isLocalKind)).toBe(false);
});

test.each([
  ['jails', ['county jail', 'city jail']],
  ['County Jail', ['county jail']],
  ['prison', ['state prison']],
  ['ICE', ['ICE site', 'hold room']],
  ['castle', []],
])('kind:%s', (word, kinds) => expect(kindFromWord(word)).toEqual(kinds));
