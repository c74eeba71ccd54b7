import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noBrowser, openBrowser } from '../../docs/browser.ts';
import { projectPath } from '../../src/project.ts';
import { iceCsv } from '../_util/ice.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'desk-page-'));
const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: `sqlite:${join(folder, 'desk.sqlite')}` };
const started = (args: string[], stdio: 'ignore' | 'pipe') =>
  spawn(process.execPath, args, { env: { ...env, PORT: '0' }, cwd: folder, stdio: ['ignore', stdio, 'inherit'] });

if (noBrowser) process.stderr.write(`The tests of the started desk in a browser are skipped: ${noBrowser}\n`);

describe.skipIf(noBrowser)('the started desk in a browser', () => {
  let program: ChildProcess;
  let browser: Browser;
  let page: Page;
  const trouble: string[] = [];

  beforeAll(async () => {
    const months = ['2025-01-10', '2025-02-11', '2025-03-12'];
    const people = Array.from({ length: 60 }, (_, at) => ({
      birth_year: String(1950 + at),
      detainer_prepare_date: months[at % 3] ?? '',
      detainer_lift_reason: at % 4 === 0 ? 'Detainer Declined by LEA' : 'NA',
    }));
    writeFileSync(join(folder, 'release_20250401.csv'), iceCsv(people));
    const load = started([projectPath('dist/src/cli.js'), 'import', 'ice-detainers', 'release_20250401.csv'], 'ignore');
    expect(await new Promise((resolve) => load.once('exit', resolve))).toBe(0);
    program = started([projectPath('dist/src/main.js')], 'pipe');
    const address = await new Promise<string>((resolve) => {
      program.stdout?.on('data', (piece) => {
        const found = /http:\S+/.exec(String(piece));
        if (found) resolve(found[0]);
      });
    });
    browser = await openBrowser();
    page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
    page.on('console', (message) => /error|warning/.test(message.type()) && trouble.push(message.text()));
    page.on('pageerror', (cause) => trouble.push(cause.message));
    page.on('request', (request) => request.url().startsWith(new URL(address).origin) || trouble.push(request.url()));
    await page.goto(address);
  });
  afterAll(async () => {
    await browser?.close();
    const ended = new Promise((resolve) => program?.once('exit', resolve));
    program?.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(trouble).toEqual([]);
  });

  const ask = async (words: string) => {
    await page.fill('#ask', words);
    await page.press('#ask', 'Enter');
  };
  const serious = async () => {
    await page.evaluate(axe);
    const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
      violations: { id: string; impact: string }[];
    };
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id);
  };

  test('a chart is drawn in the answer with the same numbers next to it; a map is an image', async () => {
    await ask('chart stats "Cook County, IL"');
    await page.getByText('20').first().waitFor();
    await page.locator('figure.chart svg[role=img]').last().waitFor();
    expect(await serious()).toEqual([]);
    await ask('chart map Illinois');
    const picture = page.locator('figure.image img').last();
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
      .toBeGreaterThan(600);
    expect(await serious()).toEqual([]);
  });

  test('an export is a downloadable file with its sources inside', async () => {
    await ask('export lookup "Cook County, IL"');
    const link = page.locator('p.file a').last();
    await link.waitFor();
    const coming = page.waitForEvent('download');
    await link.click();
    const text = readFileSync((await (await coming).path()) ?? '', 'utf8');
    expect(text).toContain('Deportation Data Project');
    expect(text.split('\n').filter((line) => line.startsWith('D-'))).toHaveLength(60);
    expect(text).not.toContain('made-up');
  });

  test('the search completes typed letters and answers a choice', async () => {
    await page.locator('summary', { hasText: 'Shortcuts' }).first().click();
    await page.getByRole('button', { name: 'Ask the desk', exact: true }).click();
    const form = page.getByRole('dialog');
    await form.waitFor();
    expect(await serious()).toEqual([]);
    await form.getByRole('combobox').first().fill('charlotte');
    await form.getByRole('listbox').getByRole('option').first().click();
    await form.getByRole('button', { name: 'Ask', exact: true }).click();
    // As in Slack, "Answer in" is the conversation that one is in.
    await page.locator('[role=tabpanel]:visible').getByText('Mecklenburg County, NC').first().waitFor();
  });

  test('the home tab shows the age of each source', async () => {
    await page.getByRole('tab', { name: 'Home' }).click();
    await page.locator('[role=tabpanel]:visible').getByText('ice-detainers: as of Apr 1, 2025').waitFor();
    expect(await serious()).toEqual([]);
  });
});
