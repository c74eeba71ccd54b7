import type { Picture } from '../answer.ts';

/**
 * Okabe and Ito's colours without the yellow (too pale on white), plus a grey and a near-black: distinguishable with
 * every kind of colour vision. No outcome is coloured as good or bad.
 */
export const SERIES = ['#0072B2', '#E69F00', '#56B4E9', '#D55E00', '#009E73', '#CC79A7'] as const;
/** Unknown values are grey; rare values have the colour of the text. */
export const UNKNOWN = '#8C8C8C';

export interface Theme {
  background: string;
  text: string;
  quiet: string;
  grid: string;
  seldom: string;
  /** From few to many; lightness alone carries the order. */
  steps: readonly string[];
  empty: string;
}

export const THEMES: Record<Picture['theme'], Theme> = {
  light: {
    background: '#FFFFFF',
    text: '#1D1C1D',
    quiet: '#4A4A4A',
    grid: '#DDDDDD',
    seldom: '#3B3B3B',
    steps: ['#D6E6F4', '#ABCFE5', '#6AAED6', '#3787C0', '#105BA4', '#08306B'],
    empty: '#F4F1EA',
  },
  dark: {
    background: '#1A1D21',
    text: '#F2F2F2',
    quiet: '#C9C9C9',
    grid: '#43474C',
    seldom: '#E8E8E8',
    steps: ['#23415C', '#2F628C', '#3F86BC', '#63A9DA', '#9ACBEC', '#DCEFFB'],
    empty: '#2C2A27',
  },
};

/** The colours of series by position; the series of unknown outcomes is grey. */
export function coloursOf(series: readonly string[], theme: Theme): string[] {
  let next = 0;
  return series.map((name) => {
    if (/^(No outcome recorded|Small counts)/.test(name)) return UNKNOWN;
    const colour = SERIES[next];
    next += 1;
    return colour ?? theme.seldom;
  });
}
