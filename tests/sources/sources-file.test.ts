import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { StartError } from '../../src/errors.ts';
import { projectPath } from '../../src/project.ts';
import { readSourcesFile } from '../../src/sources/sources-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-sources-file-'));
const written = (text: string, name = 'sources.yaml') => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const GOOD = `
- source: agreements-287g
  name: ICE participating sheet
  address: https://www.example.org/287g/participating.xlsx?key=secret
  every: 6h
- source: ice-detainers
  path: detainers
  every: 1d
`;

test('YAML: addresses, paths from the own folder of the file, names, what people may see', () => {
  expect(readSourcesFile(written(GOOD))).toMatchObject({
    problems: [],
    entries: [
      {
        name: 'ICE participating sheet',
        source: 'agreements-287g',
        from: { kind: 'address', address: 'https://www.example.org/287g/participating.xlsx?key=secret' },
        shown: 'www.example.org/287g/participating.xlsx',
        every: '6h',
      },
      {
        name: 'ice-detainers of detainers',
        from: { kind: 'path', path: join(folder, 'detainers') },
        shown: 'detainers',
      },
    ],
  });
});

test('JSON, and a list without entries', () => {
  const list = [{ source: 'policies', address: 'http://127.0.0.1:9/p.csv', every: '30m' }];
  expect(readSourcesFile(written(JSON.stringify(list), 'sources.json')).entries).toMatchObject([
    { name: 'policies of 127.0.0.1:9/p.csv' },
  ]);
  expect(readSourcesFile(written('[]'))).toEqual({ entries: [], problems: [] });
});

test('what is kept of one address is not used for another, nor for another source', () => {
  const at = (source: string, address: string) =>
    readSourcesFile(written(JSON.stringify([{ source, address, every: '1d' }]), 'one.json')).entries[0]?.target;
  const all = [at('policies', 'http://a/p'), at('policies', 'http://a/p?v=2'), at('releases', 'http://a/p')];
  expect(new Set(all).size).toBe(3);
  expect(all).not.toContain(undefined);
});

test.each<[string, string, RegExp]>([
  [
    'a source that is not there',
    '- { source: detainers, path: x, every: 1d }',
    /entry 1: source must be one of places,.*ice-detainers/,
  ],
  ['no source', '- { path: x, every: 1d }', /entry 1: source must be one of/],
  ['ftp', '- { source: places, address: "ftp://a/b", every: 1d }', /entry 1: address must be an http or https address/],
  ['no address', '- { source: places, address: "a b", every: 1d }', /entry 1: address must be an http or https/],
  ['a password', '- { source: places, address: "https://u:p@a/b", every: 1d }', /must not hold a user or a password/],
  ['both', '- { source: places, address: "https://a/b", path: x, every: 1d }', /entry 1: give either an address/],
  ['neither', '- { source: places, every: 1d }', /entry 1: give either an address/],
  ['no interval', '- { source: places, path: x }', /entry 1: every must be text such as 1h/],
  ['a number', '- { source: places, path: x, every: 60 }', /entry 1: every must be text such as 1h/],
  ['too often', '- { source: places, path: x, every: 1m }', /entry 1: every must be from 5m to 31d/],
  [
    'an unknown key',
    '- { source: places, path: x, every: 1d, evry: 1h, url: y }',
    /entry 1: unknown key "evry", "url" \(the keys are source, name/,
  ],
  [
    'one name twice',
    '- { source: places, path: x, every: 1d }\n- { source: places, path: x, every: 1h }',
    /two entries are called "places of x"/,
  ],
  ['control characters', '- { source: places, path: x, every: 1d, name: "a\\u202Eb" }', /name has control characters/],
  ['a text', 'hello', /it must be a list of entries/],
  ['a group', 'source: places', /it must be a list of entries/],
  ['entries that are texts', '- places', /entry 1: an entry must be an object with the keys/],
  ['an empty file', '', /it must be a list of entries/],
  ['no YAML', '- {', /it cannot be read \(/],
  [
    'a key twice',
    '- { source: places, source: policies, path: x, every: 1d }',
    /it cannot be read \(Map keys must be unique/,
  ],
])('%s', (_name, text, words) => {
  const { entries, problems } = readSourcesFile(written(text));
  expect(entries).toEqual([]);
  expect(problems.join('\n')).toMatch(words);
  expect(problems.at(-1)).toContain('"every": "6h"');
});

test('every problem at once, with those of the environment, and an example', () => {
  const file = written('- { source: x, every: 1d }\n- { source: places, path: y, every: 1s }');
  const start = () => parseConfig({ SOURCES_FILE: file, OPS_CHANNEL: '#ops', PORT: 'many' });
  expect(start).toThrow(StartError);
  expect(start).toThrow(
    /PORT must.*OPS_CHANNEL must be a Slack channel id.*entry 1: source must.*entry 2: every must.*Example: /,
  );
});

test('a file that is not there, and a database that no other process can open', () => {
  expect(() => parseConfig({ SOURCES_FILE: join(folder, 'none.yaml') })).toThrow(
    /none\.yaml: it cannot be read \(ENOENT/,
  );
  expect(() => parseConfig({ SOURCES_FILE: written('[]'), DATABASE_URL: 'sqlite::memory:' })).toThrow(
    /SOURCES_FILE needs a database in a file/,
  );
});

test('without it nothing is checked', () => {
  expect(parseConfig({})).not.toHaveProperty('entries');
  expect(parseConfig({ SOURCES_FILE: ' ', OPS_CHANNEL: 'C0123456789' })).toMatchObject({ opsChannel: 'C0123456789' });
});

test('the example of docs/data.md is valid', async () => {
  const { readFileSync } = await import('node:fs');
  const example = /```yaml\n(- source:[\s\S]*?)```/.exec(readFileSync(projectPath('docs/data.md'), 'utf8'))?.[1];
  expect(readSourcesFile(written(example ?? '')).problems).toEqual([]);
});
