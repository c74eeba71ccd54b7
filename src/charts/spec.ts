import type { TopLevelSpec } from 'vega-lite';
import type { Picture } from '../answer.ts';
import { bars, lines, months } from './forms.ts';
import { FONT, type Key, MARGIN } from './frame.ts';
import { countyMap, stateMap } from './maps.ts';
import { THEMES, type Theme } from './palette.ts';

const FORMS = { months, lines, bars, 'county map': countyMap, 'state map': stateMap };

/** A picture's Vega-Lite specification, and its legend. */
export function specOf(picture: Picture): { spec: TopLevelSpec; legend: Key[] } {
  const theme = THEMES[picture.theme];
  const { spec, legend } = FORMS[picture.form](picture, theme);
  const whole = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: theme.background,
    padding: { left: MARGIN, right: MARGIN, top: 8, bottom: 4 },
    ...spec,
    config: configOf(theme),
  };
  return { spec: whole as TopLevelSpec, legend };
}

const configOf = (theme: Theme) => ({
  font: FONT,
  view: { stroke: null },
  axis: {
    labelColor: theme.text,
    labelFontSize: 21,
    gridColor: theme.grid,
    domainColor: theme.quiet,
    tickColor: theme.quiet,
    labelLimit: 400,
  },
});
