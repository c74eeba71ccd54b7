import { afterEach, expect, test } from 'vitest';
import type { Picture } from '../../src/answer.ts';
import { createDrawer, type Drawer } from '../../src/charts/draw.ts';
import { renderPng, renderSvg } from '../../src/charts/render.ts';
import { pictures } from '../_util/pictures.ts';

let drawer: Drawer;
afterEach(() => drawer.close());
const stuck = () => createDrawer({ script: new URL('../_util/stuck-thread.js', import.meta.url), longest: 1500 });
const titled = (title: string): Picture => ({ ...pictures.bars, title });
const outcome = (title: string) => drawer.draw(titled(title)).then(String, (cause: Error) => cause.message);

test('the thread draws what the renderer draws', async () => {
  drawer = createDrawer();
  const png = await drawer.draw(pictures.months);
  expect(png.equals(renderPng(await renderSvg(pictures.months)))).toBe(true);
});

test('twenty charts at once: each is the one that was asked for', async () => {
  drawer = createDrawer();
  const forms = Object.values(pictures);
  const asked = Array.from({ length: 20 }, (_, at) => ({ ...(forms[at % 4] as Picture), title: `Chart ${at}` }));
  const drawn = await Promise.all(asked.map((picture) => drawer.draw(picture)));
  expect(new Set(drawn.map((png) => png.toString('base64'))).size).toBe(20);
  expect(drawn[13]?.equals(renderPng(await renderSvg(asked[13] as Picture)))).toBe(true);
});

test.each([
  ['crash', /thread (failed|ended)/],
  ['throw', /thread failed: boom/],
  ['hang', /took too long/],
  ['fail', /no font/],
])('a thread that does "%s" is replaced; those that wait are drawn', async (title, said) => {
  drawer = stuck();
  const results = await Promise.all([outcome('first'), outcome(title), outcome('after'), outcome('last')]);
  expect(results[0]).toBe('first');
  expect(results[1]).toMatch(said);
  expect(results.slice(2)).toEqual(['after', 'last']);
  expect(await outcome('again')).toBe('again');
});

test('a flood is refused in words, and stopping settles what waits', async () => {
  drawer = stuck();
  const all = Array.from({ length: 110 }, () => outcome('hang'));
  expect(await all[109]).toMatch(/ask again in a minute/);
  await drawer.close();
  expect(new Set(await Promise.all(all.slice(0, 100)))).toEqual(
    new Set(['The chart could not be drawn: the desk is stopping']),
  );
});
