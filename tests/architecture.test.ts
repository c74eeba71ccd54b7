import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** Which rooms a room's files may import, beside their own. */
const ARROWS: Record<string, string[]> = {
  commands: ['rules', 'db', 'sources/index', 'sources/source', 'answer', 'errors', 'context'],
  jobs: ['commands', 'rules', 'db', 'sources', 'blocks', 'answer', 'errors', 'context'],
  slack: ['commands', 'blocks', 'jobs', 'rules/access', 'answer', 'errors', 'context', 'config', 'charts/draw'],
  local: ['commands', 'blocks', 'jobs', 'answer', 'errors', 'context', 'sources/import', 'charts/draw'],
  cli: [
    'project',
    'charts/draw',
    'commands',
    'blocks',
    'jobs',
    'local',
    'operations',
    'slack',
    'db',
    'answer',
    'config',
    'context',
    'errors',
    'rules/access',
    'sources',
  ],
  desk: ['charts/draw', 'commands', 'config', 'context', 'errors', 'jobs', 'local', 'operations', 'project', 'slack'],
  charts: ['answer', 'errors', 'project'],
  operations: [
    'commands/index',
    'commands/audit',
    'rules',
    'db',
    'jobs',
    'slack/examine',
    'sources/index',
    'answer',
    'errors',
    'context',
    'config',
    'project',
  ],
  blocks: ['answer', 'errors'],
  db: ['errors', 'migrations', 'types of rules'],
  sources: ['rules', 'errors', 'project'],
  rules: [],
};
const OUTER: Record<string, string[]> = {
  'src/answer.ts': [],
  'src/errors.ts': [],
  'src/config.ts': ['errors', 'rules/access', 'rules/freshness', 'sources/sources-file'],
  'src/project.ts': ['errors'],
  'src/log.ts': ['rules/private-text'],
  'src/context.ts': ['config', 'db', 'log'],
  'src/cli.ts': ['cli', 'errors', 'operations'],
  'src/main.ts': ['project', 'config', 'context', 'db', 'desk', 'errors', 'sources'],
};

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const files = (folder: string): string[] =>
  readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(join(ROOT, path)).isDirectory() ? files(path) : path.endsWith('.ts') ? [path] : [];
  });
const code = [...files('src'), ...files('migrations')];
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const imports: Import[] = code.flatMap((from) =>
  [
    ...read(from).matchAll(/(?:import|export)\s+(type\s+)?(?:[\w*{}\s,]+?\s+from\s+)?'([^']+)'|import\('([^']+)'\)/g),
  ].map((found) => {
    const to = found[2] ?? found[3] ?? '';
    return {
      from,
      to: to.startsWith('.') ? relative(ROOT, normalize(join(ROOT, dirname(from), to))) : to,
      typeOnly: Boolean(found[1]),
    };
  }),
);
const room = (file: string) => /^src\/(\w+)\//.exec(file)?.[1];
const isOurs = (to: string) => to.startsWith('src/') || to.startsWith('migrations/');
const packages = (name: string) =>
  imports.filter(({ to }) => to === name || to.startsWith(`${name}/`)).map(({ from }) => from);

/** True when the target is named by one of the allowed entries. */
function allowed(entry: string[], { from, to, typeOnly }: Import): boolean {
  if (from.startsWith('src/db/') && room(to) === 'rules') return typeOnly;
  // Only these files of sources/ write facts.
  if (/^src\/sources\/(import|write[\w-]*)\.ts$/.test(from) && room(to) === 'db') return true;
  const target = to.replace(/^src\//, '').replace(/\.ts$/, '');
  return entry.some((name) => target === name || target.startsWith(`${name}/`));
}

describe('arrows', () => {
  test('there is something to check', () => {
    expect(code.length).toBeGreaterThan(30);
    expect(imports.length).toBeGreaterThan(100);
  });

  test('every room imports only what the house allows', () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      if (!from.startsWith('src/') || !isOurs(to)) return false;
      const mine = room(from);
      if (mine && room(to) === mine) return false;
      const entry = mine ? ARROWS[mine] : OUTER[from];
      return !entry || !allowed(entry, { from, to, typeOnly });
    });
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  test('no cycles', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, typeOnly } of imports)
      if (!typeOnly && isOurs(to)) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const walk = (file: string, path: string[]): string[] => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return [];
      for (const each of next.get(file) ?? []) {
        const cycle = walk(each, [...path, file]);
        if (cycle.length > 0) return cycle;
      }
      done.add(file);
      return [];
    };
    expect(code.flatMap((file) => walk(file, []))).toEqual([]);
  });

  test('only slack/ speaks Bolt, only db/ and migrations/ speak Kysely', () => {
    expect(packages('@slack/bolt').filter((file) => room(file) !== 'slack')).toEqual([]);
    expect(packages('@slack/web-api').filter((file) => room(file) !== 'slack')).toEqual([]);
    expect(packages('kysely').filter((file) => room(file) !== 'db' && !file.startsWith('migrations/'))).toEqual([]);
    expect(packages('better-sqlite3').filter((file) => !/^src\/db\/(connect|database-file)\.ts$/.test(file))).toEqual(
      [],
    );
  });

  test('only charts/ draws: whatever answers must not load what is slow', () => {
    for (const name of ['vega', 'vega-lite', '@resvg/resvg-js'])
      expect(packages(name).filter((file) => room(file) !== 'charts')).toEqual([]);
    const drawing = imports.filter(
      ({ to, typeOnly }) => /^src\/charts\/(render|spec|forms)\.ts$/.test(to) && !typeOnly,
    );
    expect(drawing.filter(({ from }) => room(from) !== 'charts' || from === 'src/charts/draw.ts')).toEqual([]);
  });

  test('only config.ts reads the environment; only context.ts and main.ts read the clock', () => {
    expect(code.filter((file) => read(file).includes('process.env')).sort()).toEqual(['src/config.ts']);
    const clocks = code.filter((file) => /new Date\(\)|Date\.now\(\)/.test(read(file)));
    expect(clocks.filter((file) => !['src/context.ts', 'src/main.ts'].includes(file))).toEqual([]);
  });

  test('a migration imports nothing from src, and rules do no I/O', () => {
    expect(imports.filter(({ from, to }) => from.startsWith('migrations/') && to.startsWith('src/'))).toEqual([]);
    const io = imports.filter(({ from, to }) => room(from) === 'rules' && /^node:(?!crypto)/.test(to));
    expect(io).toEqual([]);
  });

  test('no drawer without a name', () => {
    const folders = readdirSync(join(ROOT, 'src')).filter((name) => statSync(join(ROOT, 'src', name)).isDirectory());
    expect(folders.filter((name) => ['utils', 'helpers', 'services', 'common', 'lib'].includes(name))).toEqual([]);
  });
});
