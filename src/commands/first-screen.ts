import type { Answer, Notice, Part } from '../answer.ts';
import type { Args } from '../command-line/subcommand.ts';

type CutList = Extract<Part, { kind: 'list' }> & { first: number };

/**
 * The first screen of an answer: without its details and with the first items of its lists, and with a button that
 * shows the rest. A later page of a list is shown whole.
 */
export function firstScreen<T extends Answer | Notice>(answer: T, { more, page }: Pick<Args, 'more' | 'page'>): T {
  if (more) return answer;
  const parts = answer.parts
    .filter((part) => !part.detail)
    .map((part) => (isCut(part) && page === 1 ? firstItems(part) : part));
  const [cut] = page === 1 ? (answer.parts as Part[]).filter(isCut) : [];
  if (!cut && parts.length === answer.parts.length) return answer;
  const words = `${answer.words}${page > 1 ? ` page:${page}` : ''} more:all`;
  const label = cut && cut.total === cut.items.length ? `All ${cut.total}` : 'More';
  // The next page begins after the whole of this one.
  const others = cut ? answer.followUps.filter((each) => !/ page:\d+$/.test(each.words)) : answer.followUps;
  const short = { ...answer, parts, followUps: [{ label, words }, ...others] };
  return answer.kind === 'answer' ? { ...short, citations: answer.citations.filter((each) => !each.detail) } : short;
}

/** 'Published cases, newest first: 3 of 15'. */
const firstItems = ({ title, ...list }: CutList): Part => ({
  ...list,
  title: `${title ? `${title}: ` : ''}${list.first} of ${(list.total ?? list.items.length).toLocaleString('en-US')}`,
  items: list.items.slice(0, list.first),
});

const isCut = (part: Part): part is CutList =>
  part.kind === 'list' && part.first !== undefined && part.items.length > part.first;
