import { expect, test } from 'vitest';
import { isTypo } from '../../src/rules/place-typo.ts';
import { misspeltState, slips, withFormWords } from '../../src/rules/spelling.ts';

test.each([
  ['denver', 'denver', 0],
  ['devner', 'denver', 1],
  ['denve', 'denver', 1],
  ['dennver', 'denver', 1],
  ['denvor', 'denver', 1],
  ['', 'abc', 3],
  ['abc', '', 3],
  ['abcd', 'badc', 2],
  ['kitten', 'sitting', 3],
  ['ca', 'abc', 3],
])('%s is %s by %i slips', (a, b, far) => {
  expect(slips(a, b)).toBe(far);
  expect(slips(b, a)).toBe(far);
});

test.each([
  ['pensylvania', 'PA'],
  ['missisippi', 'MS'],
  ['Missisipi', 'MS'],
  ['texs', 'TX'],
  ['iowaa', 'IA'],
  ['ohoi', 'OH'],
  ['texas', undefined],
  ['tex', undefined],
  ['main', undefined],
  ['lowa', undefined],
  ['carolina', undefined],
  ['nevadaland', undefined],
  ['exas', undefined],
  ['northcarolina', 'NC'],
  ['north carolin', 'NC'],
  ['michigian', 'MI'],
  ['michxgxxn', undefined],
  ['kansax', 'KS'],
  ['arkanas', 'AR'],
  ['atlantis', undefined],
])('a state written %s', (words, code) => expect(misspeltState(words)?.code).toBe(code));

test.each([
  ['cook conty', 'cook county'],
  ['cook couny jail', 'cook county jail'],
  ['cook county', 'cook county'],
  ['cook count', 'cook count'],
  ['conty cook', 'conty cook'],
  ['orleans parrish', 'orleans parish'],
  ['paris paris', 'paris paris'],
  ['cook sherif', 'cook sheriff'],
  ['cook sherrif', 'cook sheriff'],
  ['mesa polcie', 'mesa police'],
  ['mesa policy', 'mesa policy'],
  ['mesa police departmant', 'mesa police department'],
  ['mesa police departmennnt', 'mesa police department'],
  ['kenai boroug', 'kenai borough'],
  ['a cty', 'a cty'],
])('words of office in %s', (words, right) => expect(withFormWords(words)).toBe(right));

test.each([
  ['denvre', 'plain', undefined, 'denver', false],
  ['devner', 'plain', undefined, 'denver', true],
  ['atlantis', 'plain', undefined, 'atlantic', false],
  ['denver', 'plain', undefined, 'denver', false],
  ['tenver', 'plain', undefined, 'denver', false],
  ['cok', 'county', undefined, 'cook', false],
  ['cookk', 'county', undefined, 'cook', true],
  ['coak', 'county', undefined, 'cook', true],
  ['caak', 'county', undefined, 'cook', false],
  ['hennipen', 'county', undefined, 'hennepin', false],
  ['hennipin', 'county', undefined, 'hennepin', true],
  ['hennipen', 'county', 'MN', 'hennepin', true],
  ['mecklenberg', 'plain', undefined, 'mecklenburg', true],
  ['mecklanberg', 'plain', undefined, 'mecklenburg', true],
  ['macklanberg', 'plain', undefined, 'mecklenburg', false],
  ['macklanberg', 'sheriff', undefined, 'mecklenburg', true],
  ['los angelas', 'plain', undefined, 'los angeles', true],
  ['los angelas city', 'plain', undefined, 'los angeles', false],
  ['losangeles', 'plain', undefined, 'los angeles', true],
  ['sanjos', 'plain', undefined, 'san jos', false],
  ['st luois', 'county', undefined, 'st louis', true],
  ['new yrok', 'plain', 'NY', 'new york', true],
  ['new yrok', 'plain', undefined, 'new york', false],
] as const)('%s (%s, %s) for %s: %s', (base, form, state, known, is) =>
  expect(isTypo({ base, form, ...(state ? { state } : {}) }, known)).toBe(is),
);
