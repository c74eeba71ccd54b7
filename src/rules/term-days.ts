import { isDay, MONTHS } from './dates.ts';

/** The days (ISO) that a rule's terms set with "by" or "until": 'for sheriffs who run a jail, by 1 Dec 2026'. */
export function daysInTerms(terms: string): string[] {
  const found = [...terms.matchAll(/\b(?:by|until) (\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{4})\b/g)];
  return found
    .map(([, day = '', month = '', year = '']) => {
      const at = MONTHS.findIndex((name) => name.startsWith(month.toLowerCase()));
      return `${year}-${String(at + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
    })
    .filter(isDay);
}
