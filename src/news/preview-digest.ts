import type { Answer, Notice, NoticePart } from '../answer.ts';
import type { Subscription } from '../db/subscriptions.ts';
import type { Digest } from './compose-digest.ts';
import { newsCounts } from './counts.ts';
import type { SampleNews } from './sample-news.ts';

/** The digest that would go out now, with its thread, as one answer. */

export function previewAnswer(
  composed: Digest,
  row: Subscription,
  sample?: Pick<SampleNews, 'news' | 'said' | 'day'> & { answers: Answer[] },
): Answer | Notice {
  const { parent, footer, quiet } = composed;
  const details = sample?.answers ?? composed.details;
  const silent = quiet && row.quiet === 'skip';
  const citations = [
    ...(parent.kind === 'answer' ? parent.citations : []),
    ...details.flatMap((each) => each.citations),
  ];
  const notes: NoticePart[] = [
    ...(silent ? [{ kind: 'note' as const, text: 'With quiet:skip nothing is posted on such a day.' }] : []),
    ...(sample
      ? [
          {
            kind: 'note' as const,
            tone: 'warning' as const,
            text: `A sample of the past, to show what a day with news looks like: ${sample.said}. First line: New: ${newsCounts(sample.news, sample.day).join(', ')}.`,
          },
        ]
      : []),
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
      ...(sample ? notes.slice(0, -1) : []),
      ...details.flatMap((each) => [
        { kind: 'note' as const, text: `In the thread: ${each.title}: ${each.summary}` },
        ...each.parts,
      ]),
      ...(sample ? notes.slice(-1) : notes),
    ],
    citations: [first, ...rest],
  };
}
