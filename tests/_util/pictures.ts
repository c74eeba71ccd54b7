import type { Picture } from '../../src/answer.ts';

const OUTCOMES = ['Booked into ICE detention', 'Declined, as ICE recorded', 'Lifted by ICE', 'No outcome recorded'];
const MONTHS = ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03'];
const common = {
  title: 'Detainers in Minnesota by month',
  measure: 'Detainers by month & outcome <made up>',
  source: 'Source: made up, as of Mar 11, 2026.',
  theme: 'light' as const,
};

export const pictures: Record<Picture['form'], Picture> = {
  months: {
    ...common,
    form: 'months',
    series: OUTCOMES,
    points: MONTHS.flatMap((at, x) => OUTCOMES.map((series, y) => ({ at, series, value: 10 * (x + 1) + 7 * y }))),
  },
  lines: {
    ...common,
    form: 'lines',
    series: ['Texas', 'Florida'],
    points: MONTHS.flatMap((at, x) => ['Texas', 'Florida'].map((series, y) => ({ at, series, value: 40 * x + 9 * y }))),
  },
  bars: {
    ...common,
    form: 'bars',
    series: ['Detainers'],
    points: ['A county jail', 'Another', 'A third'].map((at, x) => ({ at, series: 'Detainers', value: 900 - 250 * x })),
  },
  'county map': {
    ...common,
    form: 'county map',
    series: ['Detainers'],
    stateFips: '27',
    points: [
      { at: '27053', series: 'Detainers', value: 709 },
      { at: '27123', series: 'Detainers', value: 3 },
    ],
  },
  'state map': {
    ...common,
    form: 'state map',
    series: ['Detainers'],
    points: [
      { at: '48', series: 'Detainers', value: 709 },
      { at: '02', series: 'Detainers', value: 3 },
    ],
  },
};
