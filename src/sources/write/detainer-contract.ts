import type { GroupCount, RowCondition } from '../../db/detainer-checks.ts';
import { OUTCOME_LABEL, type OutcomeGroup } from '../../rules/outcome.ts';
import { iceDetainers } from '../ice-detainers/index.ts';

/** A share of rows above `warn` is told; above `stop`, the file loads only with --yes. */
interface Limit {
  warn: number;
  stop: number;
}

/**
 * What a release is expected to be. Real releases: no lift reason 33 to 40 %, no identifier 13 %, no state 2 %, all
 * other columns nearly full (the README names the sources).
 */
const CONTRACT: Readonly<Record<RowCondition, Limit>> = {
  'detainer_lift_reason is empty': { warn: 0.6, stop: 1 },
  'facility_state is empty': { warn: 0.05, stop: 0.5 },
  'detention_facility_code is empty': { warn: 0.3, stop: 0.9 },
  'gender is empty': { warn: 0.05, stop: 0.5 },
  'citizenship_country is empty': { warn: 0.05, stop: 0.5 },
  'birth_year is empty': { warn: 0.05, stop: 0.5 },
  'detainer_prepared_criminality is empty': { warn: 0.2, stop: 0.9 },
  'detainer_type is empty': { warn: 0.2, stop: 0.9 },
  'unique_identifier is empty': { warn: 0.2, stop: 1 },
  'gender is none of Male, Female, Unknown': { warn: 0.001, stop: 0.05 },
  'detainer_prepared_criminality is none of the three that ICE uses': { warn: 0.001, stop: 0.05 },
  'detainer_lift_reason is a word that the desk does not know': { warn: 0.01, stop: 0.25 },
  'detainer_prepare_date is before October 2007': { warn: 0.001, stop: 0.05 },
  'departed_date is before detainer_prepare_date': { warn: 0.05, stop: 0.25 },
  'birth_year is before 1900, or after the detainer': { warn: 0.001, stop: 0.5 },
};
/** A smaller file is an extract or a sample: its shares say little. */
const LEAST_ROWS = 200;
/** A smaller loss, or a smaller group, is no sign of a broken file. */
const LEAST_LOST = 10;
const MOST_LOST = 0.05;
/** A file with less of what is loaded was meant as an extract. */
const EXTRACT = 0.25;

export interface Findings {
  /** Told when the file is loaded. */
  warnings: string[];
  /** Told before anything is replaced: the file loads only with --yes. */
  stops: string[];
}

/** Conditions on columns in whose place another may stand: ICE's raw files of 2017 to 2025 have no state. */
const REPLACEABLE: ReadonlyMap<string, string> = new Map(
  iceDetainers.requiredColumns
    .filter((column) => column.includes('|'))
    .flatMap((column) => column.split('|').map((each) => [`${each} is empty`, each])),
);

/** Holds the rows of a file with these columns against the contract. */
export function checkShares(
  counts: { rows: number } & Record<RowCondition, number>,
  columns: readonly string[],
): Findings {
  const found: Findings = { warnings: [], stops: [] };
  if (counts.rows < LEAST_ROWS) return found;
  for (const [name, { warn, stop }] of Object.entries(CONTRACT) as [RowCondition, Limit][]) {
    const column = REPLACEABLE.get(name);
    if (column !== undefined && !columns.includes(column)) continue;
    const share = counts[name] / counts.rows;
    const words = `In ${percent(share)} of the rows, ${name} (usual: ${percent(warn)} at most).`;
    if (share > stop) found.stops.push(words);
    else if (share > warn) found.warnings.push(words);
  }
  return found;
}

/** Names what a release would lose of the rows loaded for its days: states, sexes, outcomes, or many rows. */
export function checkLosses(groups: readonly GroupCount[], removed: number): string[] {
  const [loaded, found] = [sumOf(groups, 'loaded'), sumOf(groups, 'found')];
  if (loaded === 0 || found < EXTRACT * loaded) return [];
  const states = lostOf(groups, ({ state }) => state);
  // An extract of some states takes no row from the others: the groups count where the file has rows.
  const present = new Set(groups.filter((group) => group.found > 0).map(({ state }) => state));
  const covered = groups.filter(({ state }) => present.has(state));
  const sexes = lostOf(covered, ({ gender }) => gender);
  const outcomes = lostOf(covered, ({ outcome_group }) => outcome_group);
  const share = removed / Math.max(1, sumOf(covered, 'loaded'));
  return [
    ...(states.length > 0
      ? [`No row of ${list(states)}, which ${states.length === 1 ? 'has' : 'have'} loaded rows on these days.`]
      : []),
    ...sexes.map((sex) => `No row with the sex ${sex}, which loaded rows have.`),
    ...outcomes.map(
      (group) => `No row with the outcome "${OUTCOME_LABEL[group as OutcomeGroup]}", which loaded rows have.`,
    ),
    ...(removed >= LEAST_LOST && share > MOST_LOST
      ? [
          `${removed.toLocaleString('en-US')} of the ${sumOf(covered, 'loaded').toLocaleString('en-US')} rows loaded for its days and states (${percent(share)}) would be gone.`,
        ]
      : []),
  ];
}

function lostOf(groups: readonly GroupCount[], keyOf: (group: GroupCount) => string): string[] {
  const sums = new Map<string, { loaded: number; found: number }>();
  for (const group of groups) {
    const sum = sums.get(keyOf(group)) ?? { loaded: 0, found: 0 };
    sums.set(keyOf(group), { loaded: sum.loaded + group.loaded, found: sum.found + group.found });
  }
  return [...sums]
    .filter(([key, { loaded, found }]) => key !== '' && found === 0 && loaded >= LEAST_LOST)
    .map(([key]) => key)
    .sort();
}

const sumOf = (groups: readonly GroupCount[], side: 'loaded' | 'found'): number =>
  groups.reduce((sum, group) => sum + group[side], 0);
const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
const list = (names: string[]): string =>
  names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more states` : names.join(', ');
