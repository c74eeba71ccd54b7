import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import type { Picture } from '../answer.ts';
import { FONT, framed } from './frame.ts';
import { THEMES } from './palette.ts';
import { specOf } from './spec.ts';

/** Pixels a unit of the drawing: sharp on screens of twice the density. */
const SCALE = 1.5;

/** Vega-Lite would write its warnings to the terminal. */
const silent = {
  level: () => silent,
  error: () => silent,
  warn: () => silent,
  info: () => silent,
  debug: () => silent,
};

/** The font files that ship with the desk. */
export const fontFiles = (): string[] => {
  const { resolve } = createRequire(import.meta.url);
  return ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => resolve(`dejavu-fonts-ttf/ttf/${name}`));
};

/** The picture as SVG text. */
export async function renderSvg(picture: Picture): Promise<string> {
  const { spec, legend } = specOf(picture);
  const view = new View(parse(compile(spec, { logger: silent }).spec), { renderer: 'none' });
  try {
    return framed(await view.toSVG(), picture, legend, THEMES[picture.theme]);
  } finally {
    view.finalize();
  }
}

/**
 * SVG as PNG. Only the given font files are used, so that a chart looks alike on every machine. Throws when one is
 * missing: without it resvg would leave all text out and say nothing.
 */
export function renderPng(svg: string, fonts: string[] = fontFiles()): Buffer {
  const missing = fonts.length === 0 ? [FONT] : fonts.filter((file) => !existsSync(file));
  if (missing.length > 0)
    throw new Error(`The font of the charts is missing (${missing.join(', ')}): run npm ci again.`);
  const options = {
    font: { loadSystemFonts: false, fontFiles: fonts, defaultFontFamily: FONT },
    fitTo: { mode: 'zoom' as const, value: SCALE },
  };
  return new Resvg(svg, options).render().asPng();
}
