import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const json = (file: string) => JSON.parse(read(file));
const page = read('docs/dependencies.md');
const manifest = json('package.json');

/** Licence of a package as its own package.json says it. */
function licenceOf(folder: string): string {
  const { license, licenses } = json(`${folder}/package.json`);
  if (typeof license === 'string' && !license.startsWith('SEE LICENSE')) return license;
  // Fonts have a licence of their own, which only its text names.
  if (typeof license === 'string')
    return /Bitstream Vera Fonts Copyright/.test(read(`${folder}/LICENSE`)) ? 'Bitstream-Vera' : license;
  return license?.type ?? licenses?.map((each: { type: string }) => each.type).join(' OR ') ?? 'none';
}

describe('docs/dependencies.md', () => {
  test.each([
    ['Production', manifest.dependencies],
    ['Optional', manifest.optionalDependencies],
    ['Development', manifest.devDependencies],
  ])('%s: every package of package.json and no other, with its licence and why', (title, packages) => {
    const part = page.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
    const rows = [...part.matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$/gm)].map(
      (row) => row.slice(1, 4) as [string, string, string],
    );
    expect(rows.map(([name]) => name)).toEqual(Object.keys(packages).sort());
    for (const [name, licence, why] of rows) {
      expect(why.trim().length, name).toBeGreaterThan(4);
      if (existsSync(join(ROOT, 'node_modules', name)))
        expect(licence.trim(), name).toBe(licenceOf(`node_modules/${name}`));
    }
  });

  test('names the script that asks the registry', () => {
    const [script] = Object.keys(manifest.scripts).filter((name) => /\bnpm audit\b/.test(manifest.scripts[name]));
    expect(page).toContain(`\`npm run -s ${script}\` asks the registry`);
  });

  test('the licence of every package of the production tree is an allowed one', () => {
    const listed =
      /Allowed in the production tree[^:]*: ([^.]*(?:\.\d[^.]*)*)\. A/
        .exec(page.replace(/\n/g, ' '))?.[1]
        ?.split(', ') ?? [];
    expect(listed.length).toBeGreaterThan(4);
    for (const licence of listed) expect(licence).not.toMatch(/GPL|SSPL|BUSL|Commons/);
    const locked = Object.entries(json('package-lock.json').packages as Record<string, { dev?: boolean }>);
    const installed = locked.filter(([path, { dev }]) => path !== '' && !dev && existsSync(join(ROOT, path)));
    expect(installed.length).toBeGreaterThan(50);
    const wrong = installed
      .map(([path]) => [path, licenceOf(path)] as const)
      .filter(([, licence]) => !isAllowed(licence, listed));
    expect(wrong).toEqual([]);
  });

  test('a choice is allowed by one of its licences, a sum by all of them', () => {
    const listed = ['MIT', 'ISC'];
    expect(isAllowed('MIT', listed)).toBe(true);
    expect(isAllowed('(GPL-3.0 OR MIT)', listed)).toBe(true);
    expect(isAllowed('MIT AND ISC', listed)).toBe(true);
    expect(isAllowed('MIT AND GPL-3.0', listed)).toBe(false);
    expect(isAllowed('none', listed)).toBe(false);
  });
});

const isAllowed = (licence: string, listed: string[]): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => listed.includes(each.trim())));

describe('npm run audit:packages', () => {
  const audit = (input: string) => {
    const { status, stdout } = spawnSync(process.execPath, [join(ROOT, '.ci/read-audit.js')], {
      input,
      encoding: 'utf8',
    });
    return { status, stdout };
  };
  const report = (severity: string) =>
    JSON.stringify({
      metadata: { vulnerabilities: { total: 1, [severity]: 1 } },
      vulnerabilities: { leftover: { name: 'leftover', severity, range: '<2', fixAvailable: true } },
    });

  test('a registry that gives no answer is no finding', () => {
    for (const input of ['', 'no JSON', '{"message":"405 Method Not Allowed","error":{}}'])
      expect(audit(input)).toMatchObject({ status: 0, stdout: expect.stringContaining('not done') });
  });

  test('nothing known, something low, something high', () => {
    expect(audit('{"metadata":{"vulnerabilities":{"total":0}},"vulnerabilities":{}}')).toEqual({
      status: 0,
      stdout: 'audit: 0 known, 0 of them high or critical.\n',
    });
    expect(audit(report('low')).status).toBe(0);
    const { status, stdout } = audit(report('high'));
    expect(status).toBe(1);
    expect(stdout).toContain('audit: leftover <2: high, a fixed version is there');
  });

  test('CI asks, after the check', () => {
    expect(manifest.scripts['audit:packages']).toBe('npm audit --omit=dev --json | node .ci/read-audit.js');
    expect(read('.github/workflows/check.yml')).toMatch(/run: bash \.ci\/run\n\s+- run: npm run -s audit:packages/);
  });
});
