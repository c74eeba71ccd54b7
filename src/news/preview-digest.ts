import type { Answer, Notice, NoticePart } from '../answer.ts';
import type { Subscription } from '../db/subscriptions.ts';
import type { Digest } from './compose-digest.ts';

/** The digest that would go out now, with its thread, as one answer. */

export function previewAnswer(composed: Digest, row: Subscription): Answer | Notice {
  const { parent, details, footer, quiet } = composed;
  const silent = quiet && row.quiet === 'skip';
  const citations = [
    ...(parent.kind === 'answer' ? parent.citations : []),
    ...details.flatMap((each) => each.citations),
  ];
  const notes: NoticePart[] = [
    ...(silent ? [{ kind: 'note' as const, text: 'With quiet:skip nothing is posted on such a day.' }] : []),
    { kind: 'note', text: footer },
  ];
  const content = { ...parent, title: `Preview: ${parent.title}`, words: 'digest preview' };
  const [first, ...rest] = citations;
  if (parent.kind === 'notice' && details.length === 0)
    return { ...content, kind: 'notice', parts: [...parent.parts, ...notes] };
  if (!first) throw new Error('news without a citation');
  return {
    ...content,
    kind: 'answer',
    parts: [
      ...parent.parts,
      ...details.flatMap((each) => [
        { kind: 'note' as const, text: `In the thread: ${each.title}: ${each.summary}` },
        ...each.parts,
      ]),
      ...notes,
    ],
    citations: [first, ...rest],
  };
}
