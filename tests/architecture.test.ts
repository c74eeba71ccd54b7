import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** What every family of commands may import. Families do not import each other. */
const FAMILY = [
  ...['places', 'filters', 'news', 'cards', 'command-line', 'rules', 'db', 'answer', 'errors', 'context'],
  'workspace',
];

/** Which rooms a room's files may import, beside their own. */
const ARROWS: Record<string, string[]> = {
  'command-line': ['rules', 'db/subscriptions', 'types of db', 'answer', 'errors', 'context'],
  places: ['command-line', 'rules', 'db', 'sources/index', 'answer', 'errors', 'context'],
  // Plain words for ICE's values are a file of the project, not facts: nothing is imported for them.
  filters: ['command-line', 'rules', 'db', 'sources/files/csv-parser', 'answer', 'errors', 'context', 'project'],
  question: ['command-line', 'places', 'rules'],
  // Shares the words of charges and citizenship with the reader of questions.
  intake: ['rules'],
  cards: ['rules', 'db', 'answer', 'context'],
  news: ['cards', 'command-line', 'rules', 'db', 'answer'],
  commands: [...FAMILY, 'question', 'commands', 'sources/index'],
  'commands/answers': FAMILY,
  'commands/detainers': FAMILY,
  'commands/policy': FAMILY,
  'commands/questions': [...FAMILY, 'question', 'project', 'sources/files/csv-parser'],
  // What people enter: read, reviewed and written by the same code as a file's rows.
  'commands/records': [...FAMILY, 'intake', 'sources/write/accept-cases'],
  'commands/releases': FAMILY,
  'commands/sources': [...FAMILY, 'sources/index', 'sources/source'],
  'commands/stats': FAMILY,
  'commands/subscriptions': FAMILY,
  // What several desks on one database share.
  replicas: ['context', 'db', 'errors'],
  // Where the desk is installed, with its tokens; slack/ asks Slack for them.
  installations: ['context', 'db', 'workspace'],
  jobs: [
    'make-folder',
    'news',
    'rules',
    'db',
    'sources',
    'blocks',
    'command-line',
    'answer',
    'errors',
    'context',
    'workspace',
    'operations/backup-names',
  ],
  slack: [
    'command-line',
    'places/search-line',
    'news/delivery',
    'blocks',
    'jobs',
    'rules/access',
    'rules/correction-sentence',
    'rules/sendings',
    'rules/time-zone',
    'answer',
    'errors',
    'read-body',
    'context',
    'config',
    'charts/draw',
    'types of installations',
    'replicas/envelopes',
    'types of replicas',
    'workspace',
  ],
  mcp: ['command-line', 'blocks', 'rules/dates', 'answer', 'errors', 'read-body'],
  local: [
    'blocks',
    'answer',
    'errors',
    'make-folder',
    'read-body',
    'rules/private-text',
    'types of sources',
    'types of charts',
  ],
  cli: [
    'project',
    'question',
    'intake',
    'charts/draw',
    'commands',
    'command-line',
    'installations',
    'mcp',
    'news',
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
    'rules/case-fields',
    'rules/dates',
    'rules/web-address',
    'workspace',
    'rules/moment',
    'rules/time-zone',
    'sources',
  ],
  bootstrap: [
    'answer',
    'charts/draw',
    'commands',
    'command-line',
    'places',
    'config',
    'context',
    'db/connect',
    'db/reading',
    'errors',
    'replicas',
    'blocks/words',
    'installations',
    'jobs',
    'local',
    'mcp',
    'operations',
    'project',
    'slack',
  ],
  charts: ['answer', 'errors', 'project'],
  // Knows no facts and no commands: a text goes out, and a text comes back.
  model: [],
  operations: [
    'make-folder',
    'commands/index',
    'cards/audit-line',
    'rules',
    'db',
    'slack/connection/probe',
    'installations',
    'replicas/lead',
    'sources/index',
    'errors',
    'context',
    'config',
    'project',
  ],
  blocks: ['answer', 'errors', 'rules/correction', 'rules/dates'],
  db: ['errors', 'make-folder', 'migrations', 'types of rules', 'workspace'],
  sources: ['rules', 'errors', 'project'],
  rules: [],
};
const OUTER: Record<string, string[]> = {
  'src/workspace.ts': [],
  'src/answer.ts': [],
  'src/errors.ts': ['rules/private-text'],
  'src/config.ts': ['environment', 'errors', 'project', 'rules/access', 'sources/sources-file'],
  'src/environment.ts': ['rules/freshness', 'rules/time-zone'],
  'src/make-folder.ts': [],
  'src/project.ts': ['errors'],
  'src/log.ts': ['rules/private-text'],
  'src/context.ts': ['config', 'db', 'log', 'model'],
  'src/cli.ts': ['cli', 'db', 'errors', 'operations'],
  'src/main.ts': ['project', 'config', 'context', 'db', 'bootstrap', 'errors', 'sources'],
};
/** Exports answer a line, so this job alone knows the commands. */
const EXCEPTIONS = ['src/jobs/exports.ts -> src/commands/index.ts'];

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
/** The folder below src/; a family of commands is a room of its own. */
const room = (file: string) => /^src\/(commands\/[\w-]+(?=\/)|[\w-]+(?=\/))/.exec(file)?.[1];
const isOurs = (to: string) => to.startsWith('src/') || to.startsWith('migrations/');
const packages = (name: string) =>
  imports.filter(({ to }) => to === name || to.startsWith(`${name}/`)).map(({ from }) => from);

/** True when the target is named by one of the allowed entries. */
function allowed(entry: string[], { from, to, typeOnly }: Import): boolean {
  if (EXCEPTIONS.includes(`${from} -> ${to}`)) return true;
  // Only these files of sources/ write facts.
  if (/^src\/sources\/(import\.ts|write\/)/.test(from) && room(to) === 'db') return true;
  const target = to.replace(/^src\//, '').replace(/\.ts$/, '');
  return entry.some((name) => {
    const [, typesOf] = /^types of (.+)$/.exec(name) ?? [];
    if (typesOf !== undefined) return typeOnly && room(to) === typesOf;
    return target === name || target.startsWith(`${name}/`);
  });
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

  test('only slack/ speaks Bolt, only db/ and migrations/ speak Kysely', () => {
    expect(packages('@slack/bolt').filter((file) => room(file) !== 'slack')).toEqual([]);
    expect(packages('@slack/web-api').filter((file) => room(file) !== 'slack')).toEqual([]);
    const types = imports.filter(({ to }) => to === '@slack/types');
    expect(types.filter(({ from, typeOnly }) => !typeOnly || !/^(slack|blocks)$/.test(room(from) ?? ''))).toEqual([]);
    expect(types.map(({ from }) => room(from))).toContain('blocks');
    expect(packages('kysely').filter((file) => room(file) !== 'db' && !file.startsWith('migrations/'))).toEqual([]);
    expect(
      packages('better-sqlite3').filter(
        (file) => !/^src\/db\/(engine\/sqlite\/open-file|database-file|reading\/reading-thread)\.ts$/.test(file),
      ),
    ).toEqual([]);
    expect(packages('pg').filter((file) => !file.startsWith('src/db/engine/postgres/'))).toEqual([]);
  });

  test('only charts/ draws: whatever answers must not load what is slow', () => {
    for (const name of ['vega', 'vega-lite', '@resvg/resvg-js'])
      expect(packages(name).filter((file) => room(file) !== 'charts')).toEqual([]);
    const drawing = imports.filter(
      ({ to, typeOnly }) => /^src\/charts\/(render|spec|forms)\.ts$/.test(to) && !typeOnly,
    );
    expect(drawing.filter(({ from }) => room(from) !== 'charts' || from === 'src/charts/draw.ts')).toEqual([]);
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
