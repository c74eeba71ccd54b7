import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { subcommands } from '../src/commands/index.ts';
import { VARIABLES } from '../src/environment.ts';
import { sourceList } from '../src/sources/index.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const readme = read('README.md');

test('the README names every subcommand, filter and source', () => {
  for (const subcommand of subcommands) {
    expect(readme).toContain(`| \`${subcommand.name}\` |`);
    for (const key of Object.keys(subcommand.filters)) expect(readme, subcommand.name).toContain(`\`${key}:\``);
  }
  for (const source of sourceList) expect(readme).toContain(`| \`${source.id}\` |`);
});

test("the manifest's hint names every subcommand", () => {
  const manifest = parse(read('manifest.yml'));
  const hint: string = manifest.features.slash_commands[0].usage_hint;
  for (const subcommand of subcommands) expect(hint).toContain(subcommand.name);
});

test('every scope and event of the manifest has its reason in docs/operations.md', () => {
  const { oauth_config, settings } = parse(read('manifest.yml'));
  const asked: string[] = [...oauth_config.scopes.bot, ...settings.event_subscriptions.bot_events];
  expect(asked.length).toBeGreaterThan(5);
  const reasons = read('docs/operations.md').split('| scope, event |')[1]?.split('\n\n')[0] ?? '';
  for (const each of asked) expect(reasons).toContain(`\`${each}\``);
});

test('shortcuts are named inside the limits of Slack', () => {
  for (const { name, description } of parse(read('manifest.yml')).features.shortcuts) {
    expect(name.length).toBeLessThanOrEqual(24);
    expect(description.length).toBeLessThanOrEqual(150);
  }
});

test('every variable of the environment is in .env.example and in docs/operations.md', () => {
  expect(VARIABLES.length).toBeGreaterThan(5);
  for (const name of VARIABLES) {
    expect(read('.env.example')).toContain(name);
    expect(read('docs/operations.md')).toContain(`\`${name}\``);
  }
});

test('every room of docs/development.md is a folder or file, and every folder of src is in it', () => {
  const rooms = [
    ...read('docs/development.md').matchAll(/^\| `((?:src|data|migrations|tests|bench)\/[\w./-]*)` \|/gm),
  ].map((found) => found[1] ?? '');
  for (const room of rooms) expect(existsSync(join(ROOT, room)), room).toBe(true);
  for (const name of readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((each) => each.isDirectory()))
    expect(rooms).toContain(`src/${name.name}/`);
});

const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

test.each(PAGES)('the scripts that %s types exist', (page) => {
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
  const typed = [...read(page).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map((found) => found[1] ?? '');
  expect(scripts).toEqual(expect.arrayContaining(typed));
  if (page === 'docs/development.md') expect(typed.length).toBeGreaterThan(8);
});

test.each(PAGES)('the files and headings that %s links to exist', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)];
  const broken = links.filter(([, path = '', heading = '']) => {
    const target = path === '' ? page : join(dirname(page), path);
    return !existsSync(join(ROOT, target)) || (heading !== '' && !headingsOf(target).includes(heading));
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

const headingsOf = (page: string): string[] =>
  [...read(page).matchAll(/^#+ (.*)$/gm)].map((found) =>
    (found[1] ?? '')
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replace(/ /g, '-'),
  );

test('docs/house.md names files that exist, and the README leads to every page', () => {
  const named = [...read('docs/house.md').matchAll(/`((?:[\w-]+\/)+[\w.-]*\.ts)`/g)].map((found) => found[1] ?? '');
  expect(named.length).toBeGreaterThan(8);
  for (const file of named)
    expect(existsSync(join(ROOT, file.startsWith('tests/') ? file : `src/${file}`)), file).toBe(true);
  for (const page of PAGES.slice(1)) expect(readme).toContain(`](${page})`);
});

test('each data file has its origin in data/README.md', () => {
  for (const file of readdirSync(join(ROOT, 'data')))
    if (file !== 'README.md') expect(read('data/README.md')).toContain(file);
});

test('versions are exact and the lockfile has no download address', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(read('package-lock.json')).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
});
