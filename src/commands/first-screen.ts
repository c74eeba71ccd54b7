import type { Answer, Notice, Part } from '../answer.ts';
import type { Args } from '../command-line/subcommand.ts';

/**
 * The first screen of an answer: without its details and with the first entries of its lists and tables, and with a
 * button that shows the rest. A later page of a list is shown whole.
 */
export function firstScreen<T extends Answer | Notice>(answer: T, { more, page }: Pick<Args, 'more' | 'page'>): T {
  if (more || page > 1) answer = { ...answer, parts: answer.parts.map(unfold) };
  if (more) return answer;
  const shown = answer.parts.filter((part) => !part.detail);
  const cut = page === 1 ? shown.filter((part) => firstEntries(part) !== part || hasMore(part)) : [];
  if (cut.length === 0 && shown.length === answer.parts.length) return answer;
  const parts = page === 1 ? shown.map(firstEntries) : shown;
  const words = `${answer.words}${page > 1 ? ` page:${page}` : ''} more:all`;
  // The next page begins after the whole of this one.
  const others = cut.length > 0 ? answer.followUps.filter((each) => !/ page:\d+$/.test(each.words)) : answer.followUps;
  const short = { ...answer, parts, followUps: [{ label: labelOf(cut), words }, ...others] };
  return answer.kind === 'answer' ? { ...short, citations: answer.citations.filter((each) => !each.detail) } : short;
}

/** 'All 15' where a click shows all of one list. */
function labelOf([cut]: Part[]): string {
  const isCut = cut?.kind === 'list' && cut.items.length > (cut.first ?? cut.items.length);
  return isCut && cut.total === cut.items.length ? `All ${cut.total}` : 'More';
}

const hasMore = (part: Part): boolean => part.kind === 'list' && part.items.some(({ more = [] }) => more.length > 0);

/** A list with all details of its items. Any other part as it is. */
function unfold<T extends Part>(part: T): T {
  if (part.kind !== 'list' || !hasMore(part)) return part;
  const items = part.items.map(({ more = [], ...item }) => ({ ...item, details: [...(item.details ?? []), ...more] }));
  return { ...part, items };
}

/** A long list or table with its first entries: 'Published cases, newest first: 3 of 15'. Any other part as it is. */
function firstEntries<T extends Part>(part: T): T {
  if ((part.kind !== 'list' && part.kind !== 'table') || part.first === undefined) return part;
  const { title, first } = part;
  const entries = part.kind === 'list' ? part.items : part.rows;
  if (entries.length <= first) return part;
  const count = `${first} of ${(part.total ?? entries.length).toLocaleString('en-US')}`;
  const some = part.kind === 'list' ? { items: part.items.slice(0, first) } : { rows: part.rows.slice(0, first) };
  return { ...part, ...some, title: title ? `${title}: ${count}` : count };
}
