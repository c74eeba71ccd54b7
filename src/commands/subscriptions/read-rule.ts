import type { Notice } from '../../answer.ts';
import { lineOf, nearest, valuesOf } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Db } from '../../db/connect.ts';
import { UserError } from '../../errors.ts';
import type { DigestRule } from '../../news/digest-rule.ts';
import { findScopes } from '../../places/find-scope.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { firstDate, parseDays, parseTimeOfDay, WEEKDAYS, type Weekday } from '../../rules/schedule.ts';
import { NEWS_KINDS, type NewsKind, type Scope } from '../../rules/scope.ts';
import { readZone } from '../../rules/time-zone.ts';

const EXAMPLE = 'Example: digest on at:08:00 tz:America/Los_Angeles in:California kinds:releases,policy';
const ZONES = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'];

/**
 * The rule that was typed, or a question back if a place has several meanings. What is not typed stays as it was in
 * `before`. Throws UserError if it is not a rule.
 */
export async function readRule(db: Db, args: Args, now: Date, before?: DigestRule): Promise<DigestRule | Notice> {
  const typed = (key: string): boolean => args.filters[key] !== undefined;
  const at = before && !typed('at') ? before.at : readTime(args);
  const zone = before && !typed('tz') ? before.zone : readZoneFilter(args);
  const days = before && !typed('days') ? [...before.days] : readDays(args);
  const kinds = before && !typed('kinds') ? before.kinds : readKinds(args);
  const quiet = before && !typed('quiet') ? before.quiet : readQuiet(args);
  const scopes = before && !typed('in') ? before.scopes : await readScopes(db, args);
  if (!Array.isArray(scopes)) return scopes;
  return { at, zone, days, kinds, quiet, scopes, startsOn: firstDate(at, zone, now) };
}

function readScopes(db: Db, args: Args): Promise<Scope[] | Notice> {
  const names = (args.filters['in'] ?? []).filter((name) => !/^(everywhere|us|usa|united states)$/i.test(name));
  return findScopes(db, names, (others, name) => {
    const { in: _, ...rest } = args.filters;
    return `${lineOf('digest on', [], { ...rest, ...(others.length > 0 ? { in: others } : {}) })} in:${name}`;
  });
}

function readTime(args: Args): string {
  const text = args.filters['at']?.at(-1) ?? '08:00';
  const at = parseTimeOfDay(text);
  if (at) return at;
  throw new UserError(
    `\`at:${repeatWords(text, 20)}\` is not a time of day. Try at:08:00, at:8am or at:17:30. ${EXAMPLE}`,
  );
}

function readZoneFilter(args: Args): string {
  const text = args.filters['tz']?.at(-1);
  const line = (zone: string) => lineOf('digest', [args.words], { ...args.filters, tz: [zone] });
  if (text === undefined) {
    throw new UserError(`Which time zone? Add tz: with its name. ${EXAMPLE}`, {
      choices: ZONES.map((zone) => ({ label: zone, words: line(zone) })),
    });
  }
  const read = readZone(text);
  if ('zone' in read) return read.zone;
  const meant = read.suggestion;
  throw new UserError(
    `\`tz:${repeatWords(text)}\` is not a time zone's name${meant ? `. Did you mean \`tz:${meant}\`? An abbreviation such as EST does not say whether clocks change` : ' (they look like America/Chicago)'}. ${EXAMPLE}`,
    { choices: (meant ? [meant] : ZONES).map((zone) => ({ label: `tz:${zone}`, words: line(zone) })) },
  );
}

function readDays(args: Args): Weekday[] {
  const text = args.filters['days']?.join(',');
  if (text === undefined) return [...WEEKDAYS];
  const days = parseDays(text);
  if (days) return days;
  throw new UserError(`\`days:${repeatWords(text)}\` names no days. Try days:mon-fri, days:mon,thu or days:daily.`);
}

/** The kinds of news that `kinds:` names; all of them when it is not given. */
export function readKinds(args: Args): NewsKind[] {
  const typed = valuesOf(args, 'kinds').map((word) => word.toLowerCase());
  if (typed.length === 0 || typed.includes('all')) return [...NEWS_KINDS];
  const kinds = typed.map((word) => {
    const meant = KIND_WORDS.get(word) ?? NEWS_KINDS.find((kind) => kind === word);
    if (meant) return meant;
    const near = nearest(word, NEWS_KINDS);
    throw new UserError(
      `\`kinds:${repeatWords(word, 30)}\` is not a kind of news.${near ? ` Did you mean \`${near}\`?` : ''} The kinds are ${NEWS_KINDS.join(', ')}. Example: kinds:releases,policy`,
    );
  });
  return NEWS_KINDS.filter((kind) => kinds.includes(kind));
}

const KIND_WORDS = new Map(
  Object.entries<NewsKind>({
    release: 'releases',
    policies: 'policy',
    rules: 'policy',
    agreement: 'agreements',
    '287g': 'agreements',
    '287(g)': 'agreements',
    outcome: 'outcomes',
    sources: 'data',
  }),
);

function readQuiet(args: Args): DigestRule['quiet'] {
  const word = args.filters['quiet']?.at(-1)?.toLowerCase() ?? 'line';
  if (word === 'skip' || word === 'line' || word === 'always') return word;
  throw new UserError(
    `\`quiet:${repeatWords(word, 20)}\` says nothing to the desk. On a day without news: quiet:skip posts nothing, quiet:line one line, quiet:always the whole digest.`,
  );
}
