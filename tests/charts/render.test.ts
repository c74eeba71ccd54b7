import { describe, expect, test } from 'vitest';
import type { Picture } from '../../src/answer.ts';
import { BINS, binOf } from '../../src/charts/bins.ts';
import { fontFiles, renderPng, renderSvg } from '../../src/charts/render.ts';
import { pictures } from '../_util/pictures.ts';

const size = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)] as const;
const each = Object.values(pictures).flatMap((picture) => [picture, { ...picture, theme: 'dark' as const }]);

describe.each(each.map((picture) => [`${picture.form}, ${picture.theme}`, picture] as const))('%s', (_, picture) => {
  test('a PNG of a size that Slack shows whole, with text in it', async () => {
    const svg = await renderSvg(picture);
    const png = renderPng(svg);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const [width, height] = size(png);
    expect(width).toBeGreaterThanOrEqual(1100);
    expect(width).toBeLessThan(1250);
    expect(height).toBeGreaterThan(400);
    expect(height).toBeLessThan(1.3 * width);
    const mute = renderPng(svg.replace(/<text[\s\S]*?<\/text>/g, ''));
    expect(size(mute)).toEqual(size(png));
    expect(png.equals(mute)).toBe(false);
    // Letters are a good part of such a picture.
    expect(png.length).toBeGreaterThan(mute.length * 1.2);
  });

  test('title, legend and source stand in it, escaped', async () => {
    const svg = await renderSvg(picture);
    expect(svg).toContain(picture.title);
    expect(svg).toContain('&amp; outcome &lt;made up&gt;');
    expect(svg).toContain('as of Mar 11, 2026');
    const labels = picture.form.endsWith(' map') ? ['No records loaded', '1 to 4', '500 to 1,999'] : picture.series;
    for (const label of picture.form === 'bars' ? ['A third'] : labels) expect(svg).toContain(label);
  });
});

test('a missing font is an error: resvg alone would leave all text out', async () => {
  const svg = await renderSvg(pictures.bars);
  expect(() => renderPng(svg, [...fontFiles().slice(0, 1), '/nowhere/DejaVu.ttf'])).toThrow(
    /font of the charts is missing/,
  );
  expect(() => renderPng(svg, [])).toThrow(/font of the charts is missing/);
});

test('one month, one place, no county, and long names are drawn too', async () => {
  const long = 'A jail with a name that goes on and on until nobody reads it any more, really';
  const odd: Picture[] = [
    { ...pictures.months, points: pictures.months.points.slice(0, 4), title: long.repeat(3) },
    { ...pictures.lines, points: pictures.lines.points.slice(0, 1), series: ['Texas'] },
    { ...pictures['county map'], points: [], stateFips: '11' },
    { ...pictures.bars, points: [{ at: long, series: 'Detainers', value: 0 }] },
    {
      ...pictures.months,
      points: Array.from({ length: 180 }, (_, at) => ({
        at: `${2010 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
        series: 'Lifted by ICE',
        value: at,
      })),
    },
  ];
  for (const picture of odd) {
    const [width, height] = size(renderPng(await renderSvg(picture)));
    expect(width).toBeGreaterThan(1000);
    expect(height).toBeGreaterThan(200);
  }
});

test('steps of a map', () => {
  expect([1, 4, 5, 19, 20, 99, 100, 499, 500, 1999, 2000, 90_000].map(binOf)).toEqual(
    BINS.flatMap((bin) => [bin, bin]),
  );
  expect(BINS[0]).toBe('1 to 4');
});

test('a control character in a cell of a file does not stop its chart', async () => {
  const [picture] = Object.values(pictures);
  if (!picture) throw new Error('there is a picture');
  const svg = await renderSvg({ ...picture, title: `A${String.fromCharCode(7)}B${String.fromCharCode(0)}C\uffff` });
  expect(renderPng(svg).subarray(1, 4).toString()).toBe('PNG');
});
