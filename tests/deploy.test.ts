import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VARIABLES } from '../src/environment.ts';
import { DRAIN_MS } from '../src/slack/app.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const { scripts, engines } = JSON.parse(read('package.json'));
const dockerfile = read('deploy/Dockerfile');
const unit = read('deploy/detainer-desk.service');

/** What `npm start` runs, without `.env`: an image and a service are given their environment. */
const started: string = scripts.start.replace(' --import ./dist/src/env-file.js', '');

/** Instructions of the Dockerfile, in order. */
const steps = dockerfile
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line))
  .map((line) => ({ name: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
const all = (name: string) => steps.filter((step) => step.name === name).map((step) => step.rest);

test("the image is made by the README's own steps, and starts as npm start does", () => {
  const start = /## Start\n\n```sh\n([\s\S]*?)```/.exec(read('README.md'))?.[1]?.trim().split('\n');
  expect(start).toEqual(['npm ci', 'npm start']);
  expect(all('RUN')[0]).toBe('npm ci'); // which builds: prepare
  expect(scripts.prepare).toContain('build');
  expect(JSON.parse(all('CMD').at(-1) ?? '')).toEqual(started.split(' '));
});

test('its Node is one that package.json allows and that is tested', () => {
  const majors = all('FROM').map((from) => Number(/^node:(\d+)-/.exec(from)?.[1]));
  expect(new Set(majors).size).toBe(1);
  const least = Number(/(\d+)\./.exec(engines.node)?.[1]);
  expect(majors[0]).toBeGreaterThanOrEqual(least);
  const tested = /node: \[([\d, ]+)\]/.exec(read('.github/workflows/check.yml'))?.[1]?.split(',').map(Number);
  expect(tested).toContain(majors[0]);
});

test('the facts, the migrations and the manifest are in it; secrets, databases and builds of here are not', () => {
  expect(all('COPY')[0]).toBe('. .');
  const left = read('deploy/Dockerfile.dockerignore').trim().split('\n');
  expect(left).toEqual(expect.arrayContaining(['.env', '.git', 'node_modules', 'var', 'dist']));
  for (const path of left.filter((each) => !each.startsWith('*')))
    expect(['data', 'migrations', 'manifest.yml', 'src']).not.toContain(path);
  for (const ignored of read('.gitignore')
    .trim()
    .split('\n')
    .map((each) => each.replace(/\/$/, '')))
    expect(left).toContain(ignored);
});

test('it does not run as root, and keeps its data outside', () => {
  const user = steps.findIndex((step) => step.name === 'USER');
  expect(user).toBeGreaterThan(0);
  expect(steps[user]?.rest).toBe('node');
  expect(steps.slice(user).some((step) => step.name === 'RUN')).toBe(false);
  expect(all('ENV')).toContain('DATABASE_URL=sqlite:/data/desk.sqlite');
  expect(all('VOLUME')).toEqual(['/data']);
});

test('every variable that they set is one of the desk', () => {
  const set = [...all('ENV'), ...[...unit.matchAll(/^Environment=(.*)$/gm)].map((found) => found[1] ?? '')].map(
    (each) => each.split('=')[0],
  );
  expect(set.length).toBeGreaterThan(4);
  for (const name of set) expect(VARIABLES).toContain(name);
  const port = all('ENV')
    .find((each) => each.startsWith('HEALTH_PORT='))
    ?.split('=')[1];
  expect(all('HEALTHCHECK')[0]).toContain(`http://127.0.0.1:${port}/healthz`);
});

test('the unit starts what npm start starts, anew whenever it ends, and lets it finish what is under way', () => {
  const value = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(unit)?.[1];
  expect(value('ExecStart')).toBe(`/usr/bin/env ${started}`);
  expect(value('Restart')).toBe('always');
  expect(Number(value('TimeoutStopSec')) * 1000).toBeGreaterThan(2 * DRAIN_MS);
  const [, name] = /sqlite:\/var\/lib\/([\w-]+)\//.exec(unit) ?? [];
  expect(value('StateDirectory')).toBe(name);
  expect(value('UMask')).toBe('0077');
});

test('the files that docs/operations.md names are there', () => {
  const named = [...read('docs/operations.md').matchAll(/(?<![\w/-])((?:deploy|src|tests|docs)\/[\w./-]+\w)/g)].map(
    (found) => found[1] ?? '',
  );
  expect(named.length).toBeGreaterThan(3);
  for (const path of named) expect(existsSync(join(ROOT, path)), path).toBe(true);
});
