import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noBrowser, openBrowser } from '../../docs/browser.ts';
import { type LocalDesk, startLocalDesk } from '../_util/local-desk.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

if (noBrowser) process.stderr.write(`The tests of the page in a browser are skipped: ${noBrowser}\n`);

describe.skipIf(noBrowser)('the page', () => {
  let desk: LocalDesk;
  let browser: Browser;
  /** What went wrong in a browser, and every request that left for another address. */
  const trouble: string[] = [];

  beforeAll(async () => {
    desk = await startLocalDesk();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await desk.close();
    expect(trouble).toEqual([]);
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    desk.workspace.messages.splice(0);
    desk.workspace.setModal(undefined);
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    const [name = '', value = ''] = desk.cookie.split('=', 2);
    await context.addCookies([{ name, value, url: desk.address }]);
    const page = await context.newPage();
    page.on('console', (message) => /error|warning/.test(message.type()) && trouble.push(message.text()));
    page.on('pageerror', (cause) => trouble.push(cause.message));
    page.on('request', (request) => request.url().startsWith(desk.address) || trouble.push(request.url()));
    await page.goto(desk.address);
    return page;
  }
  const answers = (page: Page) => page.locator('#panel-C0DESKLOCAL .desks');
  async function ask(page: Page, words: string) {
    const count = await answers(page).count();
    await page.fill('#ask', words);
    await page.press('#ask', 'Enter');
    const answer = answers(page).nth(count);
    await answer.waitFor();
    return answer;
  }
  async function click(page: Page, name: string | RegExp) {
    const count = await answers(page).count();
    await answers(page).last().getByRole('button', { name }).first().click();
    const answer = answers(page).nth(count);
    await answer.waitFor();
    return answer;
  }
  async function serious(page: Page) {
    await page.evaluate(axe);
    const found = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })');
    const { violations } = found as {
      violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
    };
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
  }

  test('a question is answered privately, with its table and sources', async () => {
    const page = await open();
    const answer = await ask(page, 'policy "Charlotte, NC" on:2024-12-01');
    await expect.poll(() => answer.getByRole('heading').textContent()).toContain('Mecklenburg County, NC');
    expect(await answer.textContent()).toContain('Only visible to you');
    expect(await answer.getByRole('columnheader', { name: 'Rule' }).count()).toBe(1);
    expect(await answer.getByRole('link').first().getAttribute('rel')).toBe('noopener noreferrer');
    expect(await page.locator('.yours').textContent()).toContain('/detainer policy "Charlotte, NC" on:2024-12-01');
  });

  test('a misspelled command and a shared name: the button asks what was meant', async () => {
    const page = await open();
    await ask(page, 'polcy orange county');
    expect(await (await click(page, 'policy orange county')).textContent()).toContain('Which orange county?');
    expect(await (await click(page, 'Orange County, CA')).textContent()).toContain('Orange County, CA');
  });

  test('the rest of a list, its page 2, and posting to the channel', async () => {
    const page = await open();
    await ask(page, 'releases');
    const first = await click(page, 'More');
    const second = await click(page, /page 2/i);
    expect(await second.textContent()).not.toBe(await first.textContent());
    const posted = await click(page, 'Post to channel');
    expect(await posted.textContent()).toContain('Asked with /detainer releases page:2');
    expect(await posted.textContent()).not.toContain('Only visible to you');
    await page.reload();
    await expect.poll(() => page.locator('.message').count()).toBe(5);
  });

  test('a digest is set up and previewed', async () => {
    const page = await open();
    expect(await (await ask(page, 'digest on at:08:00 tz:America/New_York')).textContent()).toContain('Digest set up');
    expect(await (await click(page, 'Preview')).textContent()).toContain('Preview: ');
  });

  test('with the keyboard alone: suggestions, the answer, its buttons, the tabs', async () => {
    const page = await open();
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('ask');
    await page.keyboard.type('policy cook county, i');
    await expect.poll(() => page.getByRole('option').count()).toBe(2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.inputValue('#ask')).toBe('policy "Cook County, IL"');
    await page.keyboard.press('Enter');
    await answers(page).first().waitFor();
    for (let left = 60; left > 0; left -= 1) {
      await page.keyboard.press('Shift+Tab');
      if (await page.evaluate('document.activeElement.textContent === "Post to channel"')) break;
    }
    const outline = await page.evaluate(
      'getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth',
    );
    expect(outline).toBe('solid3px');
    await page.keyboard.press('Enter');
    await answers(page).nth(1).waitFor();
    await page.getByRole('tab', { name: 'detainers' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: 'Detainer Desk', exact: true }).waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('tab-home');
  });

  test('the list of suggestions closes on Escape and is told to a screen reader', async () => {
    const page = await open();
    await page.locator('#ask').pressSequentially('policy orange');
    await page.getByRole('option').first().waitFor();
    expect(await page.getAttribute('#ask', 'aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    expect(await page.getAttribute('#ask', 'aria-activedescendant')).toBe('ask-list-0');
    await page.keyboard.press('Escape');
    expect(await page.getAttribute('#ask', 'aria-expanded')).toBe('false');
    expect(await page.inputValue('#ask')).toBe('policy orange');
  });

  async function openSearch(page: Page) {
    await page.locator('.top summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Ask the desk' });
    await dialog.waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("role")')).toBe('combobox');
    return dialog;
  }

  test('a modal: filled by keyboard, what is wrong is said at the field, then sent; the focus comes back', async () => {
    const page = await open();
    const dialog = await openSearch(page);
    await page.keyboard.press('Enter');
    await expect
      .poll(() => dialog.getByRole('alert').allInnerTexts())
      .toContain('Choose a place, an agency or a facility, or ask in your own words.');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-invalid")')).toBe('true');
    await page.keyboard.type('cook county, g');
    await expect.poll(() => page.locator('#modal [role=option]').allTextContents()).toHaveLength(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('From').fill('2026-02-01');
    await dialog.getByLabel('To', { exact: true }).or(dialog.getByLabel('To (optional)')).fill('2026-01-01');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => dialog.getByRole('alert').allInnerTexts())
      .toContain('This day is before the first. Swap them.');
    for (let count = 0; count < 30; count += 1) {
      await page.keyboard.press('Tab');
      expect(
        await page.evaluate(
          'document.activeElement === document.body || document.getElementById("modal").contains(document.activeElement)',
        ),
      ).toBe(true);
    }
    expect(await serious(page)).toEqual([]);
    await dialog.getByLabel('From').fill('2026-01-01');
    await dialog.getByLabel('Answer in').selectOption('#detainers');
    await dialog.getByLabel('The rules there on detainers').focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Cook County, GA').first().waitFor();
    expect(await page.evaluate('document.activeElement.closest("details, header.top") !== null')).toBe(true);
  });

  test('Escape closes the list of a field first, then the modal', async () => {
    const page = await open();
    await openSearch(page);
    await page.keyboard.type('cook county');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog[open]').count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
  });

  test('a mention and its thread, a direct message, a shortcut on a message', async () => {
    const page = await open();
    const answer = await ask(page, '@desk policy "Cook County, GA"');
    expect(await answer.getAttribute('data-thread')).toBe(await page.locator('.yours').getAttribute('data-ts'));
    await page.locator('.yours .shortcuts summary').first().click();
    await page.getByRole('button', { name: 'Ask the desk about this' }).first().click();
    const place = page.getByRole('dialog').getByRole('combobox').first();
    await place.waitFor();
    expect(await place.inputValue()).toContain('Cook County, GA');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Direct message' }).click();
    await page.fill('#ask-dm', 'policy Denver');
    await page.press('#ask-dm', 'Enter');
    await page.locator('#panel-D0DESKLOCAL').getByText('Denver, CO').first().waitFor();
  });

  test('a button that asks before it acts', async () => {
    const page = await open();
    const { workspace } = desk;
    const text = { type: 'plain_text', text: 'Export' };
    const confirm = { title: text, text: { type: 'plain_text', text: 'All see it.' }, confirm: text, deny: text };
    const button = { type: 'button', action_id: 'words:export', value: 'help', text, confirm };
    workspace.addMessage({
      channel: 'C0DESKLOCAL',
      from: 'desk',
      ephemeral: true,
      text: 'x',
      blocks: [{ type: 'actions', elements: [button] }],
    });
    const sent = desk.payloads.length;
    await answers(page).getByRole('button', { name: 'Export' }).click();
    await page.getByText('All see it.').waitFor();
    await page.keyboard.press('Escape');
    expect(desk.payloads).toHaveLength(sent);
    await answers(page).getByRole('button', { name: 'Export' }).click();
    await page.locator('#confirm button.primary').click();
    await answers(page).nth(1).waitFor();
  });

  test('messages from before the page connected are shown; an example can be clicked', async () => {
    const page = await open();
    await page.route('**/page/stream', async (route) => {
      desk.workspace.addMessage({
        channel: 'C0DESKLOCAL',
        from: 'desk',
        ephemeral: false,
        text: 'meanwhile',
        blocks: [],
      });
      await route.continue();
    });
    await page.reload();
    await page.getByText('meanwhile').waitFor();
    await page.getByRole('button', { name: 'policy orange county' }).click();
    await page.getByText('Which orange county?').first().waitFor();
    expect(await page.getByText('meanwhile').count()).toBe(1);
  });

  test('hostile text stays text', async () => {
    const page = await open();
    const evil = 'policy "<img src=x onerror=alert(1)><script>alert(2)</script>"';
    await ask(page, evil);
    expect(await page.locator('.yours').textContent()).toContain(evil);
    await ask(page, '@desk <img src=x onerror=alert(1)> &amp; *b*');
    await page.getByText('@Detainer Desk <img src=x onerror=alert(1)> &amp; b').waitFor();
    expect(await page.locator('.message img, .message script').count()).toBe(0);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing serious, %s', async (colorScheme) => {
    const page = await open({ colorScheme });
    await ask(page, 'policy "Charlotte, NC" on:2024-12-01');
    await ask(page, 'policy orange county');
    await ask(page, 'releases in:"Los Angeles County, CA"');
    expect(await serious(page)).toEqual([]);
    await page.locator('#ask').pressSequentially('policy or');
    await page.getByRole('option').first().waitFor();
    expect(await serious(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Home' }).click();
    await page.getByRole('heading', { name: 'Detainer Desk', exact: true }).waitFor();
    expect(await serious(page)).toEqual([]);
  });

  test('on a phone nothing is wider than the screen', async () => {
    const page = await open({ viewport: { width: 390, height: 844 }, hasTouch: true });
    for (const words of ['policy "Charlotte, NC"', 'sources', 'releases', 'help', `lookup ${'x'.repeat(300)}`])
      await ask(page, words);
    const wide = await page.evaluate(
      `[...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.hidden, thead, .table')).map((each) => each.outerHTML.slice(0, 80))`,
    );
    expect(wide).toEqual([]);
    expect(await page.evaluate('[document.documentElement.scrollWidth, document.scrollingElement.scrollTop]')).toEqual([
      390, 0,
    ]);
    expect(await serious(page)).toEqual([]);
  });
});
