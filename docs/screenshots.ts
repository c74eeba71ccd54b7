import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';

// Makes the README's pictures from the page itself: npm run screenshots.
const folder = join(import.meta.dirname, '../../docs');

const pictures: {
  file: string;
  options: BrowserContextOptions;
  words: string;
  next?: (page: Page) => Promise<void>;
}[] = [
  {
    file: 'desk-light.png',
    options: { viewport: { width: 1000, height: 720 }, colorScheme: 'light' },
    words: 'policy "Charlotte, NC" on:2024-12-01',
  },
  {
    file: 'desk-dark.png',
    options: { viewport: { width: 1000, height: 720 }, colorScheme: 'dark' },
    words: 'policy orange county',
    async next(page) {
      await page.locator('#ask').pressSequentially('releases in:los an');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    file: 'desk-phone.png',
    options: { viewport: { width: 390, height: 780 }, colorScheme: 'light' },
    words: 'releases in:"Los Angeles County, CA" since:2020-08',
  },
];

const database = mkdtempSync(join(tmpdir(), 'screenshots-'));
const desk = spawn(process.execPath, [join(import.meta.dirname, '../src/main.js')], {
  env: { PATH: '', PORT: '0', DATABASE_URL: `sqlite:${database}/desk.sqlite` },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const address = await new Promise<string>((resolve) => {
  let output = '';
  desk.stdout.on('data', (data) => {
    output += String(data);
    const found = /http:\S+/.exec(output);
    if (found) resolve(found[0]);
  });
});
const browser = await openBrowser();
// The code in the address counts once: what the first page gets for it lets the others in.
const first = await browser.newContext();
await (await first.newPage()).goto(address);
const storageState = await first.storageState();
for (const { file, options, words, next } of pictures) {
  // Each picture gets a new page; an old one would still show the previous answers.
  const page = await (await browser.newContext({ ...options, reducedMotion: 'reduce', storageState })).newPage();
  await page.goto(new URL('/', address).href);
  const count = await page.locator('.desks').count();
  await page.fill('#ask', words);
  await page.press('#ask', 'Enter');
  await page.locator('.desks').nth(count).waitFor();
  await next?.(page);
  await page.screenshot({ path: join(folder, file) });
  process.stdout.write(`docs/${file}\n`);
}
await browser.close();
desk.kill('SIGTERM');
await new Promise((resolve) => desk.on('exit', resolve));
rmSync(database, { recursive: true });
