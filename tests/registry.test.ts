import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../migrations/index.ts';
import { subcommands } from '../src/commands/index.ts';
import { sourceList } from '../src/sources/index.ts';

const ROOT = join(import.meta.dirname, '..');
/** Subcommands that are made from others: they are given the list or the way to answer a line. */
const MAKERS = new Set(['show', 'cite', 'compare', 'exportRows', 'readWords', 'help']);

test('every subcommand file is in the list', async () => {
  const folder = join(ROOT, 'src/commands');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const found: string[] = [];
  for (const file of files.filter((name) => name.includes('/') || name === 'help.ts'))
    for (const exported of Object.values(await import(join(folder, file)))) {
      const made = typeof exported === 'function' && MAKERS.has(exported.name) ? exported(() => undefined) : exported;
      if (made !== null && typeof made === 'object' && 'usage' in made && 'run' in made) found.push(made.name);
    }
  expect(found.sort()).toEqual(subcommands.map((subcommand) => subcommand.name).sort());
});

test('every folder of sources/ with a schema is in the list and has its three files', () => {
  const folder = join(ROOT, 'src/sources');
  const folders = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'schema.ts')));
  expect(folders.sort()).toEqual(sourceList.map((source) => source.id).sort());
  for (const name of folders)
    for (const file of ['index.ts', 'schema.ts', 'README.md'])
      expect(existsSync(join(folder, name, file)), `${name}/${file}`).toBe(true);
});

test('every migration file is in the index, in order', () => {
  const files = readdirSync(join(ROOT, 'migrations')).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
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
