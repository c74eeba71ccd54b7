import { describe, expect, test } from 'vitest';
import { SERIES, THEMES, UNKNOWN } from '../../src/charts/palette.ts';

type Rgb = [number, number, number];
const linear = (hex: string): Rgb =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: string, b: string) => {
  const [x, y] = [luminance(linear(a)), luminance(linear(b))];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};

// Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
const SIGHT: Record<string, number[][]> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const seen = (hex: string, sight: string): Rgb =>
  (SIGHT[sight] ?? []).map((row) => row.reduce((sum, weight, at) => sum + weight * (linear(hex)[at] ?? 0), 0)) as Rgb;

/** CIE Lab, D65. */
function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
const distance = (a: string, b: string, sight: string) => {
  const [x, y] = [lab(seen(a, sight)), lab(seen(b, sight))];
  return Math.hypot(...x.map((value, at) => value - (y[at] ?? 0)));
};

describe.each(Object.keys(SIGHT))('%s sight', (sight) => {
  test.each(Object.keys(THEMES) as (keyof typeof THEMES)[])('series are told apart, %s', (theme) => {
    const all = [...SERIES, UNKNOWN, THEMES[theme].seldom];
    for (const [at, a] of all.entries())
      for (const b of all.slice(at + 1)) expect(distance(a, b, sight), `${a} ${b}`).toBeGreaterThan(8);
  });

  test.each(Object.values(THEMES))(
    'steps of a map follow each other, and none looks like an empty county',
    ({ steps, empty }) => {
      for (const [at, step] of steps.entries()) {
        expect(distance(step, steps[at + 1] ?? '#FF0000', sight)).toBeGreaterThan(8);
        expect(distance(step, empty, sight), step).toBeGreaterThan(8);
      }
    },
  );
});

test.each(Object.entries(THEMES))('%s: text is read, marks are seen against the background', (_, theme) => {
  for (const text of [theme.text, theme.quiet]) expect(contrast(text, theme.background)).toBeGreaterThan(7);
  for (const mark of [...SERIES, UNKNOWN, theme.seldom])
    expect(contrast(mark, theme.background), mark).toBeGreaterThan(2.2);
  const lightness = theme.steps.map((step) => luminance(linear(step)));
  const sorted = [...lightness].sort((a, b) => a - b);
  expect([sorted, [...sorted].reverse()]).toContainEqual(lightness);
});
