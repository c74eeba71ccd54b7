import type { Db } from '../../db/connect.ts';
import {
  type AfterCount,
  countAfterDetainers,
  type MatchedEvent,
  type OwnEvent,
} from '../../db/detainer-after-counts.ts';
import type { DetainerFilter } from '../../db/detainers.ts';
import { AFTER, countWithin, medianDays } from '../../rules/after-detainer.ts';
import { OUTCOME_GROUPS, type OutcomeGroup } from '../../rules/outcome.ts';
import { joinSmallCells } from '../../rules/small-cells.ts';
import { sum } from './counts.ts';

/** How many of `base` detainers were followed by an event; those before it have only what the row itself dates. */
export interface Followed {
  base: number;
  soon: number;
  all: number;
  before: number;
  median: number | undefined;
  by: ReadonlyMap<OutcomeGroup, { base: number; all: number }>;
}

/** What an answer of `after` tells, and of what. */
export interface After extends Record<OwnEvent | MatchedEvent, Followed> {
  /** 'in Texas'. */
  where: string;
  /** ', Jan 1, 2025 to ... (outcome declined)'. */
  filterWords: string;
  total: number;
  filter: DetainerFilter;
  /** Of them, those of which the release cannot tell half a year. */
  recent: number;
}

export async function countAfter(db: Db, filter: DetainerFilter): Promise<Record<OwnEvent | MatchedEvent, Followed>> {
  const counts = await countAfterDetainers(db, filter);
  return {
    apprehended: followed(counts.apprehended, 0),
    ordered: followed(counts.ordered, 0),
    departed: followed(counts.departed, 0),
    lifted: followed(counts.lifted, 0),
    arrest: followed(counts.arrest, AFTER.from),
    stay: followed(counts.stay, AFTER.from),
    departure: followed(counts.departure, AFTER.from),
  };
}

/** `first`: the earliest day that counts as after. */
function followed(counts: readonly AfterCount[], first: number): Followed {
  const dated = counts.flatMap(({ outcome_group, days, n }) => (days === null ? [] : [{ outcome_group, days, n }]));
  const after = dated.filter(({ days }) => days >= first);
  const groups = OUTCOME_GROUPS.filter((group) => counts.some(({ outcome_group }) => outcome_group === group));
  const of = (rows: readonly { outcome_group: OutcomeGroup; n: number }[], group: OutcomeGroup) =>
    sum(rows.filter(({ outcome_group }) => outcome_group === group));
  return {
    base: sum(counts),
    soon: countWithin(after, AFTER.soon),
    all: sum(after),
    before: sum(dated) - sum(after),
    median: medianDays(after),
    by: new Map(groups.map((group) => [group, { base: of(counts, group), all: of(after, group) }])),
  };
}

/** The names of cells that may be shown: small ones are joined, so that they do not follow from the others either. */
export function shownOf<Key extends string>(cells: Readonly<Record<Key, number>>): ReadonlySet<Key> {
  const keys = Object.keys(cells) as Key[];
  const { shown } = joinSmallCells(keys.map((key) => ({ key, n: cells[key] })));
  return new Set([...shown.map(({ key }) => key), ...keys.filter((key) => cells[key] === 0)]);
}
