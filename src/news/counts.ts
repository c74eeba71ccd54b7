import { isPublishedTotal } from '../cards/release-card.ts';
import type { Change } from '../db/changes.ts';
import type { Release } from '../db/releases.ts';
import type { LedgerKind } from '../rules/ledger.ts';
import { plural } from '../rules/wording.ts';
import { arrivalCount } from './arrival-count.ts';
import type { Effect, News } from './collect-news.ts';
import { type ChangedAgreement, entryOf } from './items.ts';

const DECLINED = ['declined', 'disputed', 'unclear'];

/** What is new in a few words each, for a digest's first lines; 'today' for the reader's own day. */
export function newsCounts(news: News, today: string): string[] {
  const of = (kind: Change['kind'], change: Change['change']) =>
    news.changes.filter((each) => each.kind === kind && each.change === change);
  const rows = of('releases', 'added');
  const totals = rows.filter((each) => isPublishedTotal(JSON.parse(each.now ?? '{}') as Release)).length;
  const cases = rows.filter((each) => !isPublishedTotal(JSON.parse(each.now ?? '{}') as Release));
  const declined = cases.filter((each) => DECLINED.includes(each.class ?? '')).length;
  const said = news.changes.map((each) => entryOf(each)?.kind);
  const spoken = (kind: LedgerKind) => said.filter((each) => each === kind).length;
  const corrections = news.changes.filter(
    (each, at) => each.change === 'changed' && each.kind !== 'agreements' && (!said[at] || said[at] === 'correction'),
  ).length;
  const starts = news.effects.filter((each) => each.what === 'takes effect');
  const ends = news.effects.filter((each) => each.what === 'ends');
  const day = (effects: Effect[]) => (effects.every((each) => each.on === today) ? ' today' : '');
  const outcomes = news.outcomes.reduce((sum, each) => sum + each.n, 0);
  const verb = (count: number, one: string, many: string) => (count === 1 ? one : many);
  const active = (change: Change['change']) => of('agreements', change).filter((each) => each.class !== 'pending');
  const [joined, left, altered] = [
    agenciesOf(active('added')),
    agenciesOf(active('removed')),
    active('changed').length,
  ];
  const pending = news.changes.filter((each) => each.kind === 'agreements' && each.class === 'pending').length;
  const listed = of('data', 'added').filter((each) => each.class === 'list').length;
  const figures = of('data', 'added').length - listed;
  return [
    declined > 0 && `${plural(declined, 'declined release')} (as published)`,
    cases.length > declined && `${plural(cases.length - declined, 'other published row')}`,
    totals > 0 && plural(totals, 'published total'),
    starts.length > 0 &&
      `${plural(starts.length, 'rule')} ${verb(starts.length, 'takes', 'take')} effect${day(starts)}`,
    ends.length > 0 && `${plural(ends.length, 'rule')} ${verb(ends.length, 'ends', 'end')}${day(ends)}`,
    of('policy', 'added').length > 0 && `${plural(of('policy', 'added').length, 'rule')} added to the desk`,
    joined > 0 && `${agencies(joined)} joined 287(g)`,
    left > 0 && `${agencies(left)} left 287(g)`,
    altered > 0 && `${plural(altered, 'agreement')} under 287(g) changed`,
    pending > 0 && `${plural(pending, 'change')} among pending 287(g) agencies`,
    outcomes > 0 && `${plural(outcomes, 'detainer record')} with another recorded outcome`,
    corrections > 0 && plural(corrections, 'correction'),
    spoken('retraction') > 0 && `${plural(spoken('retraction'), 'published claim')} withdrawn`,
    spoken('response') > 0 && `${plural(spoken('response'), 'response')} to what was published`,
    spoken('claim') > 0 && `${plural(spoken('claim'), 'further claim')} about a published case`,
    ...(['releases', 'policy', 'data'] as const).map((kind) => {
      const count = of(kind, 'removed').length;
      return count > 0 && `${plural(count, kind === 'policy' ? 'rule' : 'published row')} taken back`;
    }),
    figures > 0 && plural(figures, 'published figure'),
    listed > 0 && `${plural(listed, 'entry').replace('entrys', 'entries')} on publishers' lists`,
    ...news.arrivals.map(arrivalCount),
  ].filter((text) => text !== false);
}

/** Distinct agencies: one agency may have several agreements. */
const agenciesOf = (changes: Change[]): number =>
  new Set(
    changes.map((each) => {
      const { state, agency } = JSON.parse(each.now ?? each.was ?? '{}') as Partial<ChangedAgreement>;
      return `${state}/${agency ?? each.fact}`;
    }),
  ).size;

const agencies = (count: number) => (count === 1 ? '1 agency' : `${count.toLocaleString('en-US')} agencies`);
