import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Picture } from '../answer.ts';
import { BINS, binOf } from './bins.ts';
import type { Form } from './forms.ts';
import { MARGIN, WIDTH } from './frame.ts';
import type { Theme } from './palette.ts';

const NONE_LOADED = 'No records loaded';
type Level = 'counties' | 'states';

interface Topology {
  objects: Record<string, { geometries: { id: string; properties?: object }[] }>;
}
const atlases = new Map<Level, Topology>();

/** The shapes of the Census Bureau, read once: all counties, or all states. */
function atlasOf(level: Level): Topology {
  const known = atlases.get(level);
  if (known) return known;
  const file = createRequire(import.meta.url).resolve(`us-atlas/${level}-albers-10m.json`);
  const atlas = JSON.parse(readFileSync(file, 'utf8')) as Topology;
  atlases.set(level, atlas);
  return atlas;
}

/**
 * The counties of a state, projected as in the Census Bureau's map of the country (Albers; Alaska and Hawaii as
 * insets).
 */
export const countyMap = (picture: Picture, theme: Theme): Form =>
  mapOf('counties', picture, theme, (id) => id.startsWith(picture.stateFips ?? '-'));

/** The states of the country, in the same projection; territories are not drawn. */
export const stateMap = (picture: Picture, theme: Theme): Form => mapOf('states', picture, theme, () => true);

function mapOf(level: Level, picture: Picture, theme: Theme, isDrawn: (id: string) => boolean): Form {
  const atlas = atlasOf(level);
  const counts = new Map(picture.points.map(({ at, value }) => [at, value]));
  const here = (atlas.objects[level]?.geometries ?? []).filter(({ id }) => isDrawn(id));
  const geometries = here.map((shape) => ({
    ...shape,
    properties: { step: counts.get(shape.id) ? binOf(counts.get(shape.id) ?? 0) : NONE_LOADED },
  }));
  const steps = [NONE_LOADED, ...BINS].filter((step) => geometries.some(({ properties }) => properties.step === step));
  const range = steps.map((step) => (step === NONE_LOADED ? theme.empty : (theme.steps[BINS.indexOf(step)] ?? '')));
  return {
    spec: {
      width: WIDTH - 2 * MARGIN,
      height: 600,
      data: {
        values: { ...atlas, objects: { [level]: { type: 'GeometryCollection', geometries } } },
        format: { type: 'topojson', feature: level },
      },
      projection: { type: 'identity' },
      mark: { type: 'geoshape', stroke: theme.quiet, strokeWidth: 0.8 },
      encoding: {
        color: { field: 'properties.step', type: 'nominal', scale: { domain: steps, range }, legend: null },
      },
    },
    legend: steps.map((label, at) => ({ label, colour: range[at] ?? theme.empty })),
  };
}
