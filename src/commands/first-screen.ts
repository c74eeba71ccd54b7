import type { Answer, Notice } from '../answer.ts';
import type { Args } from '../command-line/subcommand.ts';

/** The first screen of an answer: without its details, and with a button that shows them. */
export function firstScreen<T extends Answer | Notice>(answer: T, { more, page }: Pick<Args, 'more' | 'page'>): T {
  const details = answer.parts.some((part) => part.detail);
  if (more || !details) return answer;
  const parts = answer.parts.filter((part) => !part.detail);
  const words = `${answer.words}${page > 1 ? ` page:${page}` : ''} more:all`;
  const followUps = [{ label: 'More', words }, ...answer.followUps];
  const short = { ...answer, parts, followUps };
  return answer.kind === 'answer' ? { ...short, citations: answer.citations.filter((each) => !each.detail) } : short;
}
