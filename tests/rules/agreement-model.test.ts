import { expect, test } from 'vitest';
import { modelKey, modelName, modelOf } from '../../src/rules/agreement-model.ts';

test.each([
  ['', 'unknown'],
  [' - ', 'unknown'],
  ['Unknown', 'unknown'],
  ['TF-2012', 'TF-2012'],
  ['task force (until 2012)', 'TF-2012'],
  ['Jail Enforcement Model', 'JEM'],
  ['JEM', 'JEM'],
  ['jem 2', 'JEM'],
  ['Warrant Service Officer', 'WSO'],
  ['WSO', 'WSO'],
  ['warrant', 'WSO'],
  ['Task Force Model', 'TFM'],
  ['TaskForce', 'TFM'],
  ['TFM', 'TFM'],
  ['tf', 'TFM'],
  ['atfm', 'other'],
  ['xjem', 'other'],
  ['xwso', 'other'],
  ['xtf 2012', 'other'],
  ['tf 20123', 'TFM'],
  ['unknown model', 'other'],
  ['Tribal Model', 'other'],
])('%s is %s', (words, code) => expect(modelOf(words)).toBe(code));

test('a model that the desk does not know is named, and told apart, by the words of the sheet', () => {
  expect(modelName({ model_code: 'other', model: 'Tribal Model' })).toBe('Tribal Model');
  expect(modelKey({ model_code: 'other', model: 'Tribal Model' })).toBe('tribal model');
  expect(modelKey({ model_code: 'JEM', model: 'Jail Model' })).toBe('JEM');
  expect(
    (['JEM', 'WSO', 'TFM', 'TF-2012', 'unknown'] as const).map((model_code) => modelName({ model_code, model: '' })),
  ).toEqual([
    'Jail Enforcement Model',
    'Warrant Service Officer',
    'Task Force Model',
    'task force until 2012',
    'model not known',
  ]);
});
