import { expect, test } from 'vitest';
import { AGENCY_TERMS, type AgencyKind, type PolicySubject } from '../../src/rules/policy-agencies.ts';
import {
  hasSheriffAgreement,
  inForce,
  type PolicyRule,
  policyAtDate,
  startOf,
} from '../../src/rules/policy-at-date.ts';
import { policyOverPeriod } from '../../src/rules/policy-over-period.ts';
import { DIMENSIONS, dimensionsIn } from '../../src/rules/policy-record.ts';
import { parsePolicy } from '../../src/sources/policies/schema.ts';
import { readRows } from '../_util/desk.ts';

const rows = readRows('data/policies.csv').map((fields, at) =>
  parsePolicy({ file: 'policies.csv', rowNumber: at + 2, fields }),
);
const rule = (over: Partial<PolicyRule>): PolicyRule => ({
  policy_id: 'x',
  level: 'county',
  agencies: 'sheriff',
  kind: 'statute',
  enacted_on: null,
  effective_on: '2020',
  ended_on: null,
  hold_on_detainer: 'not addressed',
  notify_release: 'not addressed',
  jail_access_for_ice: 'not addressed',
  share_information: 'not addressed',
  agreement_287g: 'not addressed',
  as_of: '2024-01-01',
  state_governs: '',
  contested: '',
  status: 'in force at as_of',
  ...over,
});
const JAIL: PolicySubject = { kind: 'jail', jailRunBy: 'sheriff', hasAgreement: false };
const hold = (rules: PolicyRule[], date = '2025-01-01', subject = JAIL) =>
  policyAtDate(rules, date, subject).rulings[0];

test('dates compare at the shorter precision, the end is exclusive', () => {
  expect(inForce(rule({ effective_on: '2024-12', ended_on: '2025-10' }), '2024-12-01')).toBe(true);
  expect(inForce(rule({ effective_on: '2024-12-15' }), '2024-12')).toBe(true);
  expect(inForce(rule({ ended_on: '2026-02' }), '2026-02-10')).toBe(false);
  expect(inForce(rule({ ended_on: '2026-02-20' }), '2026-02-19')).toBe(true);
  expect(inForce(rule({ effective_on: null, enacted_on: null, as_of: '2024-06-01' }), '2024-05-31')).toBe(false);
});

test('state over local, silence never counts', () => {
  const state = rule({ level: 'state', agencies: 'all agencies', hold_on_detainer: 'required' });
  const local = rule({ hold_on_detainer: 'prohibited' });
  expect(hold([state, local])).toMatchObject({
    value: 'required',
    conflict: 'state law governs',
    governing: [state],
    beside: [local],
  });
  expect(hold([rule({ level: 'state', agencies: 'all agencies' }), local])).toMatchObject({ value: 'prohibited' });
  expect(
    hold([rule({ level: 'state', agencies: 'all agencies', hold_on_detainer: 'permitted' }), local]),
  ).toMatchObject({
    value: 'prohibited',
    conflict: 'state allows it',
  });
  expect(hold([rule({ level: 'state', agencies: 'all agencies', hold_on_detainer: 'limited' }), local])).toMatchObject({
    value: 'prohibited',
    conflict: 'local rule is stricter',
  });
  expect(hold([rule({ hold_on_detainer: '' })])).toMatchObject({ silence: 'not known' });
  expect(hold([rule({})])).toMatchObject({ silence: 'not addressed' });
  expect(hold([])).toMatchObject({ silence: 'no row' });
});

test('several rows of one level: required and prohibited beat limited and permitted', () => {
  expect(hold([rule({ hold_on_detainer: 'permitted' }), rule({ hold_on_detainer: 'prohibited' })])?.value).toBe(
    'prohibited',
  );
  expect(hold([rule({ hold_on_detainer: 'permitted' }), rule({ hold_on_detainer: 'required' })])?.value).toBe(
    'required',
  );
  expect(hold([rule({ hold_on_detainer: 'prohibited' }), rule({ hold_on_detainer: 'limited' })])?.value).toBe(
    'prohibited',
  );
  expect(hold([rule({ hold_on_detainer: 'prohibited' }), rule({ hold_on_detainer: 'required' })])?.conflict).toBe(
    'same level',
  );
});

const STATE: Partial<PolicyRule> = { level: 'state', agencies: 'all agencies' };

/** Of a state's and a local value of one dimension: who governs, what stands beside it and why. */
const JOINED: [string, string, string, ('state' | 'local')[], ('state' | 'local')[], string | undefined][] = [
  ['required', 'required', 'required', ['state', 'local'], [], undefined],
  ['prohibited', 'prohibited', 'prohibited', ['state', 'local'], [], undefined],
  ['limited', 'limited', 'limited', ['local', 'state'], [], undefined],
  ['permitted', 'permitted', 'permitted', ['local', 'state'], [], undefined],
  ['required', 'prohibited', 'required', ['state'], ['local'], 'state law governs'],
  ['required', 'limited', 'required', ['state'], ['local'], 'state law governs'],
  ['required', 'permitted', 'required', ['state'], ['local'], 'state law governs'],
  ['prohibited', 'required', 'prohibited', ['state'], ['local'], 'state law governs'],
  ['prohibited', 'limited', 'prohibited', ['state'], ['local'], 'state law governs'],
  ['prohibited', 'permitted', 'prohibited', ['state'], ['local'], 'state law governs'],
  ['limited', 'prohibited', 'prohibited', ['local'], ['state'], 'local rule is stricter'],
  ['limited', 'required', 'limited', ['state'], ['local'], 'state law governs'],
  ['limited', 'permitted', 'limited', ['state'], ['local'], 'state law governs'],
  ['permitted', 'required', 'required', ['local'], [], undefined],
  ['permitted', 'prohibited', 'prohibited', ['local'], ['state'], 'state allows it'],
  ['permitted', 'limited', 'limited', ['local'], ['state'], 'state allows it'],
  ['', 'limited', 'limited', ['local'], [], undefined],
  ['not addressed', 'required', 'required', ['local'], [], undefined],
  ['required', '', 'required', ['state'], [], undefined],
  ['limited', 'not addressed', 'limited', ['state'], [], undefined],
];

test.each(JOINED)('the state says %s, the place %s: %s', (ofState, ofPlace, value, governing, beside, conflict) => {
  for (const dimension of DIMENSIONS) {
    const rows = {
      state: rule({ ...STATE, policy_id: 's', [dimension]: ofState }),
      local: rule({ policy_id: 'l', [dimension]: ofPlace }),
    };
    // An agreement in force is how a duty to have one is met.
    const meets = dimension === 'agreement_287g' && ofState === 'required' && ofPlace === 'permitted';
    const found = policyAtDate([rows.local, rows.state], '2025-01-01', JAIL).rulings.find(
      (each) => each.dimension === dimension,
    );
    expect(found?.value).toBe(value);
    expect(found?.governing).toEqual(meets ? [rows.state, rows.local] : governing.map((level) => rows[level]));
    expect(found?.beside).toEqual(meets ? [] : beside.map((level) => rows[level]));
    expect(found?.conflict).toBe(meets ? undefined : conflict);
  }
});

test('one local row that leaves a dimension to the state is enough', () => {
  const state = rule({ ...STATE, hold_on_detainer: 'permitted' });
  const own = rule({ policy_id: 'own', hold_on_detainer: 'limited' });
  const leaves = rule({ policy_id: 'leaves', hold_on_detainer: 'limited', state_governs: 'hold_on_detainer' });
  expect(hold([state, own, leaves])).toMatchObject({ value: 'permitted', beside: [own, leaves] });
});

test('a row that only points to state law comes after those that say the same themselves', () => {
  const points = rule({ policy_id: 'points', kind: 'state law pointer', hold_on_detainer: 'required' });
  const own = rule({ policy_id: 'own', hold_on_detainer: 'required' });
  const state = rule({ ...STATE, policy_id: 'state', hold_on_detainer: 'required' });
  for (const rows of [
    [points, own],
    [own, points],
  ])
    expect(hold(rows)?.governing).toEqual([own, points]);
  expect(hold([points, own, state])?.governing).toEqual([state, own, points]);
});

test('rows of one level that require and prohibit: the duty governs, the other stands beside it', () => {
  const must = rule({ policy_id: 'must', hold_on_detainer: 'required' });
  const mayNot = rule({ policy_id: 'may not', hold_on_detainer: 'prohibited' });
  const may = rule({ policy_id: 'may', hold_on_detainer: 'permitted' });
  expect(hold([mayNot, may, must])).toMatchObject({ governing: [must], beside: [mayNot], conflict: 'same level' });
  expect(hold([mayNot, may])).toMatchObject({ governing: [mayNot], beside: [] });
  expect(hold([mayNot, may])?.conflict).toBeUndefined();
});

test('a blank cell beside one that does not address the matter: not addressed', () => {
  expect(hold([rule({ hold_on_detainer: '' }), rule({})])).toMatchObject({ silence: 'not addressed' });
});

test('other rows are sorted: for other agencies, no law, over, to come, unconfirmed', () => {
  const police = rule({ policy_id: 'police', agencies: 'city police' });
  const suit = rule({ policy_id: 'suit', kind: 'pending lawsuit' });
  const own = rule({ policy_id: 'own', hold_on_detainer: 'prohibited' });
  const over = ['2021-05', '2023-01-31', '2025-01-01', '2022'].map((ended_on) =>
    rule({ policy_id: ended_on, ended_on }),
  );
  const later = ['2027', '2025-06-01', '2025-01-02'].map((effective_on) =>
    rule({ policy_id: effective_on, effective_on }),
  );
  const open = rule({ policy_id: 'open', status: 'unconfirmed', ended_on: '2024-01-01' });
  const found = policyAtDate([police, suit, own, ...over, ...later, open], '2025-01-01', JAIL);
  const ids = (rows: PolicyRule[]) => rows.map(({ policy_id }) => policy_id);
  expect(ids(found.otherAgencies)).toEqual(['police']);
  expect(ids(found.notLaw)).toEqual(['suit']);
  expect(ids(found.before)).toEqual(['2025-01-01', '2023-01-31', '2022', '2021-05']);
  expect(ids(found.after)).toEqual(['2025-01-02', '2025-06-01', '2027']);
  expect(ids(found.unconfirmed)).toEqual(['open']);
});

test('a row that disputes a line and says something of it stands beside it, once; a silent one does not', () => {
  const state = rule({ ...STATE, policy_id: 's', hold_on_detainer: 'required', contested: 'hold_on_detainer' });
  const says = rule({ policy_id: 'says', hold_on_detainer: 'limited', contested: 'hold_on_detainer' });
  const silent = rule({ policy_id: 'silent', contested: 'hold_on_detainer' });
  const blank = rule({ policy_id: 'blank', hold_on_detainer: '', contested: 'hold_on_detainer' });
  expect(hold([state, says, silent, blank])?.beside).toEqual([says]);
  // Permitted by the place, though another local row that governs nothing disputes it.
  const weaker = rule({ policy_id: 'weaker', hold_on_detainer: 'permitted', contested: 'hold_on_detainer' });
  const local = rule({ policy_id: 'local', hold_on_detainer: 'prohibited' });
  expect(hold([local, weaker])).toMatchObject({ governing: [local], beside: [weaker], contested: [weaker] });
});

test('a 287(g) agreement of the sheriff or the jail counts while it is in force', () => {
  const agreement: Partial<PolicyRule> = {
    kind: '287(g) agreement',
    agreement_287g: 'permitted',
    ended_on: '2026-01-01',
  };
  const has = (over: Partial<PolicyRule>, day = '2025-01-01') =>
    hasSheriffAgreement([rule({ kind: 'ordinance' }), rule({ ...agreement, ...over })], day);
  expect(has({})).toBe(true);
  expect(has({ agencies: 'county jail' })).toBe(true);
  expect(has({ agencies: 'city police; sheriff' })).toBe(true);
  expect(has({}, '2026-01-01')).toBe(false);
  expect(has({ agencies: 'city police' })).toBe(false);
  expect(has({ kind: 'agency policy' })).toBe(false);
  expect(has({ agreement_287g: 'prohibited' })).toBe(false);
  expect(has({ status: 'unconfirmed' })).toBe(false);
});

test('the dimensions of a cell', () => {
  expect(dimensionsIn('')).toEqual([]);
  expect(dimensionsIn('hold_on_detainer; agreement_287g')).toEqual(['hold_on_detainer', 'agreement_287g']);
});

test('what is not law governs nothing', () => {
  for (const over of [
    { status: 'unconfirmed' },
    { kind: 'pending lawsuit' },
    { kind: 'resolution (non-binding)' },
    { agencies: 'opinion only', level: 'state' as const },
  ])
    expect(hold([rule({ hold_on_detainer: 'required', ...over })])?.value).toBeUndefined();
});

test('an act is never in force before it was enacted; of dates of one prefix the longer counts', () => {
  expect(startOf(rule({ effective_on: '2025', enacted_on: '2025-04-18' }))).toBe('2025-04-18');
  expect(startOf(rule({ effective_on: '2021-02', enacted_on: '2021-03-31' }))).toBe('2021-03-31');
  expect(startOf(rule({ effective_on: '2025-07-01', enacted_on: '2025-04-18' }))).toBe('2025-07-01');
  expect(startOf(rule({ effective_on: '2024-07', enacted_on: '2025-04-18' }))).toBe('2025-04-18');
  expect(startOf(rule({ effective_on: '2025-07', enacted_on: '2025-04-18' }))).toBe('2025-07');
  expect(startOf(rule({ effective_on: '2025-07-01', enacted_on: '2025' }))).toBe('2025-07-01');
  expect(inForce(rule({ effective_on: '2025', enacted_on: '2025-04-18' }), '2025-01-20')).toBe(false);
});

const KINDS: AgencyKind[] = [
  'jail',
  'sheriff',
  'county police',
  'city police',
  'metro police',
  'state police',
  'state prisons',
  'state agency',
];

/** Whom each term of the record reaches, where the sheriff runs the jail. */
const REACHED: Record<(typeof AGENCY_TERMS)[number], AgencyKind[]> = {
  'all agencies': KINDS,
  'all local agencies': ['jail', 'sheriff', 'county police', 'city police', 'metro police'],
  'county agencies': ['jail', 'sheriff', 'county police', 'metro police'],
  'county agencies except sheriff': ['county police', 'metro police'],
  sheriff: ['jail', 'sheriff'],
  'county jail': ['jail'],
  'county police': ['county police', 'metro police'],
  'city agencies': ['city police', 'metro police'],
  'city police': ['city police', 'metro police'],
  cities: ['city police', 'metro police'],
  'state agencies': ['state police', 'state prisons', 'state agency'],
  'state police': ['state police'],
  'state prisons': ['state prisons'],
  'state-run jails': ['state prisons'],
  'sheriffs with a 287(g) agreement': [],
  'agencies that run a jail': ['jail'],
  probation: [],
  'opinion only': [],
};

test.each(AGENCY_TERMS)('a rule for %s reaches whom it names and nobody else', (agencies) => {
  const reached = KINDS.filter(
    (kind) => hold([rule({ agencies, hold_on_detainer: 'prohibited' })], '2025-01-01', { ...JAIL, kind })?.value,
  );
  expect(reached).toEqual(REACHED[agencies]);
});

test('who runs the jail, and who has an agreement, decides what reaches it', () => {
  const value = (agencies: string, over: Partial<PolicySubject>) =>
    hold([rule({ agencies, hold_on_detainer: 'required' })], '2025-01-01', { ...JAIL, ...over })?.value;
  expect(value('county agencies except sheriff', { jailRunBy: 'county' })).toBe('required');
  expect(value('sheriff', { jailRunBy: 'county' })).toBeUndefined();
  expect(value('sheriff', { jailRunBy: 'county', kind: 'sheriff' })).toBe('required');
  expect(value('state-run jails', { jailRunBy: 'state' })).toBe('required');
  expect(value('sheriffs with a 287(g) agreement', { hasAgreement: true })).toBe('required');
  expect(value('sheriffs with a 287(g) agreement', { hasAgreement: true, kind: 'city police' })).toBeUndefined();
  expect(value('city police; sheriff', {})).toBe('required');
});

test('the state decides where the local row says so; an agreement meets a duty to have one', () => {
  const state = rule({
    level: 'state',
    agencies: 'all agencies',
    hold_on_detainer: 'permitted',
    agreement_287g: 'required',
  });
  const local = rule({ hold_on_detainer: 'limited', agreement_287g: 'permitted', state_governs: 'hold_on_detainer' });
  expect(hold([state, local])).toMatchObject({ value: 'permitted', conflict: 'state law governs', beside: [local] });
  expect(hold([state, { ...local, state_governs: '' }])).toMatchObject({
    value: 'limited',
    conflict: 'state allows it',
  });
  const agreement = policyAtDate([state, local], '2025-01-01', JAIL).rulings[4];
  expect(agreement).toMatchObject({ value: 'required', governing: [state, local], beside: [] });
  expect(agreement?.conflict).toBeUndefined();
});

test('a dispute stands on the dimensions that the record names, pending suits among them, and on no other', () => {
  const sued = rule({ kind: 'pending lawsuit', contested: 'hold_on_detainer; agreement_287g' });
  const local = rule({ hold_on_detainer: 'permitted', notify_release: 'permitted' });
  const found = policyAtDate([sued, local], '2025-01-01', JAIL);
  expect(found.rulings.map(({ contested }) => contested.length)).toEqual([1, 0, 0, 0, 1]);
  expect(found.rulings[0]).toMatchObject({ value: 'permitted', beside: [] });
  expect(policyAtDate([sued, local], '2025-01-01', { ...JAIL, kind: 'city police' }).rulings[0]?.contested).toEqual([]);
  const silent = rule({ hold_on_detainer: 'prohibited', contested: 'hold_on_detainer; notify_release' });
  expect(policyAtDate([silent], '2025-01-01', JAIL).rulings.map(({ contested }) => contested.length)).toEqual([
    1, 0, 0, 0, 0,
  ]);
});

test('a period is cut where a row starts or ends, at the precision of the row', () => {
  const before = rule({ hold_on_detainer: 'prohibited', ended_on: '2024-12-01' });
  const after = rule({ hold_on_detainer: 'required', effective_on: '2024-12' });
  const segments = policyOverPeriod([before, after], { from: '2024-01-01', to: '2024-12-31' }, () => JAIL);
  expect(segments.map(({ from, to, since, rulings }) => [from, to, since, rulings[0]?.value])).toEqual([
    ['2024-01-01', '2024-11-30', '2024-01-01', 'prohibited'],
    ['2024-12-01', '2024-12-31', '2024-12-01', 'required'],
  ]);
  const months = policyOverPeriod(
    [rule({ effective_on: '2024-06' })],
    { from: '2024-01-01', to: '2024-12-31' },
    () => JAIL,
  );
  expect(months.map(({ since }) => since)).toEqual(['2024-01-01', '2024-06']);
  expect(policyOverPeriod([before], { from: '2024-11-30', to: '2024-11-30' }, () => JAIL)).toHaveLength(1);
});

test('over every place and quarter from 2010 to 2027, only confirmed rows in force govern', () => {
  let governed = 0;
  const wrong: string[] = [];
  const places = new Set(rows.map((row) => `${row.state}|${row.place_id}`));
  for (const place of places) {
    const [state, id] = place.split('|');
    const mine = rows.filter((row) => row.place_id === id || (row.level === 'state' && row.state === state));
    for (let year = 2010; year <= 2027; year += 1)
      for (const month of ['01', '04', '07', '10']) {
        const date = `${year}-${month}-15`;
        for (const kind of ['jail', 'city police', 'state prisons'] as const) {
          const found = policyAtDate(mine, date, { ...JAIL, kind });
          // One assertion at the end: a million of them take twenty seconds.
          if (found.rulings.map((ruling) => ruling.dimension).join() !== DIMENSIONS.join())
            wrong.push(`${place} on ${date}: not the dimensions`);
          for (const ruling of found.rulings) {
            if (Boolean(ruling.value) !== ruling.governing.length > 0)
              wrong.push(
                `${place} on ${date}: ${ruling.dimension} is ${ruling.value} by ${ruling.governing.length} rows`,
              );
            for (const row of [...ruling.governing, ...ruling.beside]) {
              governed += 1;
              if (row.status === 'unconfirmed' || !inForce(row, date))
                wrong.push(`${row.instrument} governs on ${date}`);
            }
          }
        }
      }
  }
  expect(wrong).toEqual([]);
  expect(governed).toBeGreaterThan(10_000);
});

test('each change inside a period cuts it once, in order, at the most precise day', () => {
  const changes = [
    rule({ policy_id: 'a', effective_on: '2024-09-15', ended_on: '2024-12-31' }),
    rule({ policy_id: 'b', effective_on: '2024-03', ended_on: '2024-06-01' }),
    rule({ policy_id: 'c', effective_on: '2024-03-01' }),
    rule({ policy_id: 'd', effective_on: '2024-01-01', ended_on: '2025-01-01' }),
  ];
  const cuts = policyOverPeriod(changes, { from: '2024-01-01', to: '2024-12-31' }, () => JAIL);
  expect(cuts.map(({ from, to, since }) => [from, to, since])).toEqual([
    ['2024-01-01', '2024-02-29', '2024-01-01'],
    ['2024-03-01', '2024-05-31', '2024-03-01'],
    ['2024-06-01', '2024-09-14', '2024-06-01'],
    ['2024-09-15', '2024-12-30', '2024-09-15'],
    ['2024-12-31', '2024-12-31', '2024-12-31'],
  ]);
});
