import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import type { Picture } from '../answer.ts';
import { FONT, framed } from './frame.ts';
import { THEMES } from './palette.ts';
import { specOf } from './spec.ts';

/** Pixels per unit: 1,100 across, since Slack shows 360 to 720 on screens of twice the density. */
const SCALE = 1.25;

/** Characters that XML does not allow; a cell of a file may hold one. */
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Vega-Lite would print its warnings to the terminal. */
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

/** Builds a picture's Vega view and its legend. */
export function vegaOf(picture: Picture) {
  const { spec, legend } = specOf(picture);
  return { vega: compile(spec, { logger: silent }).spec, legend };
}

/** Renders a picture as SVG text. */
export async function renderSvg(picture: Picture): Promise<string> {
  const { vega, legend } = vegaOf(picture);
  const view = new View(parse(vega), { renderer: 'none' });
  try {
    return framed(await view.toSVG(), picture, legend, THEMES[picture.theme]);
  } finally {
    view.finalize();
  }
}

/**
 * Renders SVG as PNG. Uses only the given font files, so that a chart looks the same on every machine. Throws when one
 * is missing: resvg would silently leave out all text.
 */
export function renderPng(svg: string, fonts: string[] = fontFiles()): Buffer {
  const missing = fonts.length === 0 ? [FONT] : fonts.filter((file) => !existsSync(file));
  if (missing.length > 0)
    throw new Error(`The font of the charts is missing (${missing.join(', ')}): run npm ci again.`);
  const options = {
    font: { loadSystemFonts: false, fontFiles: fonts, defaultFontFamily: FONT },
    fitTo: { mode: 'zoom' as const, value: SCALE },
  };
  return new Resvg(svg.replace(NOT_XML, ''), options).render().asPng();
}
