import type { Notice } from '../../answer.ts';
import { lineOf, windowOf } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findFirstLoadedIds, findSpanOfInstants } from '../../db/imports.ts';
import { UserError } from '../../errors.ts';
import { collectNews, type News } from '../../news/collect-news.ts';
import { type DatedFacts, type DatedRule, type Days, findComing, findDatedFacts } from '../../news/dated-facts.ts';
import { findScopes } from '../../places/find-scope.ts';
import { addDays } from '../../rules/dates.ts';
import { startOfDay } from '../../rules/moment.ts';
import { repeatWords } from '../../rules/private-text.ts';
import type { NewsKind, Scope } from '../../rules/scope.ts';
import { isWholeCountry } from '../../rules/whole-country.ts';
import { readKinds } from './read-rule.ts';

/** Days that are looked back on, and ahead, where none are named. */
const BACK = 30;
const AHEAD = 60;

/** What a line asks about, and what was found. */
export interface NewsQuestion {
  args: Args;
  scopes: Scope[];
  kinds: NewsKind[];
  /** As asked; the end may be ahead. */
  days: Days;
  facts: DatedFacts;
  /** The newest facts of all before the end of the days; only where the days have none. */
  newest: DatedFacts | undefined;
  /** Days after today that were looked at; undefined where all days asked about are over. */
  ahead: Days | undefined;
  coming: DatedRule[];
  /** What files loaded in these days brought. */
  loaded: News;
}

export async function findNews(context: Context, args: Args): Promise<NewsQuestion | Notice> {
  const { db, zone } = context;
  const kinds = readKinds(args);
  const typed = [...(args.filters['in'] ?? []), ...(args.words ? [args.words] : [])];
  const scopes = await findScopes(
    db,
    typed.filter((words) => !isWholeCountry(words)),
    (others, name) => {
      const { in: _, ...rest } = args.filters;
      return `${lineOf('news', [], { ...rest, ...(others.length > 0 ? { in: others } : {}) })} in:${name}`;
    },
  );
  if (!Array.isArray(scopes)) return scopes;
  const { days, over, ahead } = readDays(args);
  const filter = { kinds, scopes };
  const facts = over ? await findDatedFacts(db, over, filter) : NONE;
  const isEmpty = Object.values(facts).every((each: unknown[]) => each.length === 0);
  const { from, to } = over ?? days;
  const span = await findSpanOfInstants(db, startOfDay(from, zone), startOfDay(addDays(to, 1), zone));
  return {
    args,
    scopes,
    kinds,
    days,
    facts,
    newest: isEmpty && over ? await findDatedFacts(db, { from: '1900-01-01', to: over.to }, filter) : undefined,
    ahead,
    coming: ahead && kinds.includes('policy') ? await findComing(db, ahead, scopes) : [],
    loaded: withoutFirst(await collectNews(db, span, undefined, filter), await findFirstLoadedIds(db)),
  };
}

const NONE: DatedFacts = { rules: [], signed: [], left: [], cases: [], entries: [] };

/** The first file of a source is where its record begins: only the arrival of detainer rows is news. */
const withoutFirst = (news: News, firstIds: number[]): News => ({
  ...news,
  changes: news.changes.filter((change) => !firstIds.includes(change.import_id)),
});

/** The days asked about, those of them that are over or of today, and those that are looked ahead to. */
function readDays(args: Args): { days: Days; over: Days | undefined; ahead: Days | undefined } {
  const { today, filters } = args;
  const { from, to } = windowOf(args, today);
  const last = addDays(today, 3650);
  const far = [from, to].find((day) => (day ?? '') > last);
  if (far)
    throw new UserError(
      `\`${repeatWords(filters[far === to ? 'until' : 'since']?.at(-1) ?? '')}\` is more than ten years ahead. Example: news in:Texas until:2026-12-31`,
    );
  const next = addDays(today, 1);
  const start = from ?? addDays(to && to < today ? to : today, -BACK);
  const end = to ?? (start > today ? addDays(start, AHEAD) : today);
  return {
    days: { from: start, to: end },
    over: start > today ? undefined : { from: start, to: [end, today].sort()[0] ?? today },
    ahead:
      end < today
        ? undefined
        : { from: [start, next].sort().at(-1) ?? next, to: end > today ? end : addDays(today, AHEAD) },
  };
}
