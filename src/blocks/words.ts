/** Labels that every mouth says alike. */
export const SOURCE = 'Source';
export const AS_OF = 'as of';
export const MORE_NOT_SHOWN = (count: number): string => `${count.toLocaleString('en-US')} more not shown here.`;
export const POST_TO_CHANNEL = 'Post to channel';
export const CHART_POSTED = 'The chart is posted to this channel as a file, for all in it to see.';
export const FAULT = (reference: string): string =>
  `Something went wrong here (reference ${reference}). Nothing was lost: ask again, or give the reference to whoever keeps the desk.`;
export const ASKED_WITH = (words: string): string => `Asked with /detainer ${words}`;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An as-of date at its precision: '2020-09-28' -> '28 Sep 2020', '2026-06' -> 'Jun 2026'; else as given. */
export function asOfSaid(date: string): string {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  const month = MONTHS[Number(parts?.[2]) - 1];
  if (!parts || !month) return date;
  return `${parts[3] ? `${Number(parts[3])} ` : ''}${month} ${parts[1]}`;
}
