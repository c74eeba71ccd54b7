import type { Db } from '../db/connect.ts';
import { findAllLatestLoads } from '../db/imports.ts';
import { findNewestImportId } from '../db/newest-import.ts';
import { addDays, formatDate } from '../rules/dates.ts';
import { dayOf } from '../rules/moment.ts';
import { collectNews, isQuiet, type News } from './collect-news.ts';
import type { DigestRule } from './digest-rule.ts';

/** News of the past inside a rule, and what they are, for a preview on a day without any. */
export interface SampleNews {
  news: News;
  said: string;
  /** The last day that it covers. */
  day: string;
}

const MOST_IMPORTS = 40;
const DAYS = [30, 90, 365, 1500];

/**
 * The newest file that brought something, else the newest rules that began or ended. Undefined when there was never
 * anything.
 */
export async function findSampleNews(db: Db, rule: DigestRule, today: string): Promise<SampleNews | undefined> {
  for (const { import_id: id, file, finished_at } of await findAllLatestLoads(db, MOST_IMPORTS)) {
    const news = await collectNews(db, { after: id - 1, through: id }, undefined, rule);
    const day = dayOf(finished_at, rule.zone);
    if (!isQuiet(news)) return { news, day, said: `what ${file} brought on ${formatDate(day)}` };
  }
  const newest = await findNewestImportId(db);
  for (const days of DAYS) {
    const after = addDays(today, -days);
    const news = await collectNews(db, { after: newest, through: newest }, { after, to: today }, rule);
    if (!isQuiet(news)) return { news, day: today, said: `rules that began or ended since ${formatDate(after)}` };
  }
  return undefined;
}
