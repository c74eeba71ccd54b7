import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answerCommand } from '../src/commands/index.ts';
import { bundledDesk } from './_util/desk.ts';
import { loadRows, randomRows } from './_util/detainers.ts';
import { rows } from './_util/news.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe('docs/threats.md', () => {
  const lines = read('docs/threats.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| what could be tried'));

  test('has a test for every threat', () => {
    expect(lines.length).toBeGreaterThan(30);
    for (const line of lines) expect(line, line).toMatch(/`tests\/[\w/-]+\.test\.ts`: \S/);
  });

  test.each(lines.map((line) => [line.split('|')[1]?.trim() ?? '', line]))('%s: the tests are there', (_, line) => {
    const named = line.split('|').at(-2) ?? '';
    const [, ...parts] = named.split(/`(tests\/[\w/-]+\.test\.ts)`: /);
    for (let at = 0; at < parts.length; at += 2) {
      const file = parts[at] ?? '';
      expect(existsSync(join(ROOT, file)), file).toBe(true);
      // Names in one file follow each other after a semicolon; a name may hold one too.
      const text = read(file).replaceAll("\\'", "'");
      const name = (parts[at + 1] ?? '').trim().replace(/;$/, '').trim();
      const found = text.includes(name) || name.split('; ').every((each) => text.includes(each));
      expect(found, `${file}: ${name}`).toBe(true);
    }
  });
});

test('a watch is never on a record or a person', async () => {
  const desk = await bundledDesk();
  await loadRows(desk, randomRows(30, 5));
  const [record] = await rows<{ reference: string; unique_identifier: string }>(
    desk.db,
    'select reference, identifier as unique_identifier from detainers where identifier is not null limit 1',
  );
  expect(record?.reference).toMatch(/^D-/);
  const tried = [record?.reference, record?.unique_identifier, 'A123456789', 'Jane Roe', 'Roe, Jane', 'LA-1'];
  for (const words of tried)
    await expect(answerCommand(desk, `watch ${words}`), String(words)).rejects.toThrow(/know|never|not/i);
  expect(await rows(desk.db, 'select * from watches')).toEqual([]);
  await desk.close();
});

test('no program that the desk starts gets a token as an argument', () => {
  const files = (folder: string): string[] =>
    readdirSync(join(ROOT, folder)).flatMap((name) => {
      const path = `${folder}/${name}`;
      return statSync(join(ROOT, path)).isDirectory() ? files(path) : [path];
    });
  const starts = files('src').filter(
    (file) => /\b(spawn|fork|exec|execFile)\w*\(/.test(read(file)) && /child_process/.test(read(file)),
  );
  expect(starts.length).toBeGreaterThan(0);
  for (const file of starts) expect(read(file), file).not.toMatch(/token|secret/i);
  // What they are given is made here, of paths, ids and lines.
  expect(read('src/bootstrap/parts.ts')).not.toMatch(/[tT]oken|[sS]ecret/);
});
