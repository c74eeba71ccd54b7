import { expect, test } from 'vitest';
import { DIMENSIONS, inForce, type PolicyRule, policyAtDate } from '../../src/rules/policy-at-date.ts';
import { parsePolicy } from '../../src/sources/policies/schema.ts';
import { readRows } from '../_util/desk.ts';

const rows = readRows('data/policies.csv').map((fields, at) =>
  parsePolicy({ file: 'policies.csv', rowNumber: at + 2, fields }),
);
const rule = (over: Partial<PolicyRule>): PolicyRule => ({
  policy_id: 'x',
  level: 'county',
  scope: '',
  instrument: 'An instrument',
  kind: 'statute',
  enacted_on: null,
  effective_on: '2020',
  ended_on: null,
  hold_on_detainer: 'not addressed',
  notify_release: 'not addressed',
  jail_access_for_ice: 'not addressed',
  share_information: 'not addressed',
  agreement_287g: 'not addressed',
  exceptions: '',
  as_of: '2024-01-01',
  notes: '',
  status: 'in force at as_of',
  ...over,
});
const hold = (rules: PolicyRule[], date = '2025-01-01') => policyAtDate(rules, date, 'jail').rulings[0];

test('dates compare at the shorter precision, the end is exclusive', () => {
  expect(inForce(rule({ effective_on: '2024-12', ended_on: '2025-10' }), '2024-12-01')).toBe(true);
  expect(inForce(rule({ effective_on: '2024-12-15' }), '2024-12')).toBe(true);
  expect(inForce(rule({ ended_on: '2026-02' }), '2026-02-10')).toBe(false);
  expect(inForce(rule({ ended_on: '2026-02-20' }), '2026-02-19')).toBe(true);
  expect(inForce(rule({ effective_on: null, enacted_on: null, as_of: '2024-06-01' }), '2024-05-31')).toBe(false);
});

test('state over local, silence never counts', () => {
  const state = rule({ level: 'state', hold_on_detainer: 'required' });
  const local = rule({ hold_on_detainer: 'prohibited' });
  expect(hold([state, local])).toMatchObject({
    value: 'required',
    conflict: 'state law governs',
    governing: [state],
    beside: [local],
  });
  expect(hold([rule({ level: 'state' }), local])).toMatchObject({ value: 'prohibited' });
  expect(hold([rule({ level: 'state', hold_on_detainer: 'permitted' }), local])).toMatchObject({
    value: 'prohibited',
    conflict: 'state allows it',
  });
  expect(hold([rule({ level: 'state', hold_on_detainer: 'limited' }), local])).toMatchObject({
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

test('what is not law governs nothing', () => {
  for (const over of [
    { status: 'unconfirmed' },
    { kind: 'pending lawsuit' },
    { kind: 'resolution (non-binding)' },
    { scope: 'statement of 17 sheriffs, not law', level: 'state' as const },
  ])
    expect(hold([rule({ hold_on_detainer: 'required', ...over })])?.value).toBeUndefined();
});

test('a scope that does not reach the jail does not govern it', () => {
  for (const scope of ['city police', 'county police, not the sheriff', 'county agencies, not the sheriff'])
    expect(hold([rule({ hold_on_detainer: 'prohibited', scope })])?.value).toBeUndefined();
  expect(hold([rule({ hold_on_detainer: 'prohibited', scope: 'sheriff (jail)' })])?.value).toBe('prohibited');
  expect(
    hold([rule({ level: 'state', hold_on_detainer: 'required', scope: 'state agencies only' })])?.value,
  ).toBeUndefined();
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
        for (const subject of ['jail', 'police', 'state'] as const) {
          const found = policyAtDate(mine, date, subject);
          // One assertion at the end: a million of them would take twenty seconds.
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
