import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../migrations/index.ts';
import { subcommands } from '../src/commands/index.ts';
import { sources } from '../src/sources/index.ts';

const ROOT = join(import.meta.dirname, '..');

test('every subcommand file is in the list', () => {
  const files = readdirSync(join(ROOT, 'src/commands')).filter((name) =>
    /: Subcommand\b/.test(readFileSync(join(ROOT, 'src/commands', name), 'utf8')),
  );
  const named = files
    .map((name) => name.replace('.ts', ''))
    .filter((name) => !['index', 'parse', 'subcommand'].includes(name));
  expect(named.sort()).toEqual(subcommands.map((subcommand) => subcommand.name).sort());
});

test('every folder of sources/ is in the list and has its three files', () => {
  const folder = join(ROOT, 'src/sources');
  const folders = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
  expect(folders.sort()).toEqual(sources.map((source) => source.id).sort());
  for (const name of folders)
    for (const file of ['index.ts', 'schema.ts', 'README.md'])
      expect(existsSync(join(folder, name, file)), `${name}/${file}`).toBe(true);
});

test('every migration file is in the index, in order', () => {
  const files = readdirSync(join(ROOT, 'migrations')).filter((name) => name !== 'index.ts');
  expect(files.map((name) => name.replace('.ts', '')).sort()).toEqual(Object.keys(migrations));
});

test('each subcommand has a summary, a usage that begins with its name, and an example', () => {
  for (const subcommand of subcommands) {
    expect(subcommand.usage.split(' ')[0]).toBe(subcommand.name);
    expect(subcommand.summary.length).toBeGreaterThan(10);
    expect(subcommand.examples.length).toBeGreaterThan(0);
    for (const key of Object.keys(subcommand.filters)) expect(subcommand.filters[key]?.length).toBeGreaterThan(3);
  }
});
