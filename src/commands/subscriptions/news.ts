import type { Answer, FullTable, Notice } from '../../answer.ts';
import type { Args, Asker, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findNews } from './find-news.ts';
import { newsAnswer } from './news-answer.ts';
import { newsTable } from './news-table.ts';

export const news: Subcommand = {
  name: 'news',
  summary:
    'What happened and what was loaded in some days, and the rules and deadlines of the next 60, without a digest',
  usage: 'news [in:<place>] [kinds:] [since:] [until:]',
  examples: ['news', 'news in:Texas since:2026-01-01', 'news in:Virginia kinds:policy since:2026-02 until:2026-12-31'],
  filters: {
    in: 'a place; several are joined: in:"Cook County, IL" in:NV. Without it: the whole country',
    kinds: 'releases, policy, agreements, outcomes, data; all when left out',
    since: 'first day; the last 30 days when left out: since:2026-01-01',
    until: 'last day, today when left out; a later day looks ahead: until:2026-12-31',
  },
  notes: [
    'Rules, agreements and published cases are told by their own days; what a file brought is told by the day of its loading.',
    'Only what is loaded is told; the answer says up to which day that is. The same by itself, every day: `digest on`.',
  ],
  effects: 'none',
  role: 'reader',
  usesDefaultPlace: true,
  exportable: true,
  isOfToday: ({ filters }) => filters['until'] === undefined,
  table: tableOfNews,
  run: runNews,
};

async function runNews(context: Context, args: Args, asker: Asker): Promise<Answer | Notice> {
  const found = await findNews(context, args);
  return 'kind' in found ? found : newsAnswer(context, found, asker);
}

async function tableOfNews(context: Context, args: Args): Promise<FullTable | Notice> {
  const found = await findNews(context, args);
  return 'kind' in found ? found : newsTable(context, found);
}
