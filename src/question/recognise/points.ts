import { addDays, spanOf } from '../../rules/dates.ts';
import type { Time } from '../span.ts';
import {
  back,
  both,
  calendar,
  count,
  dayIn,
  fiscal,
  inauguration,
  lastWeekday,
  latest,
  MONTH,
  monthOf,
  months,
  NUMBER,
  NUMBERS,
  next,
  ORDINALS,
  type Reader,
  season,
  TENS,
  TERMS,
  weekOf,
  YEAR,
  year2,
} from './calendar.ts';
import { HOLIDAY, holiday } from './holidays.ts';

const UNIT = '(days?|weeks?|wks?|months?|mos?|quarters?|years?|yrs?)';
const THE = '(?:the |all of |el |la )?';

/** Each form of a time, the longest first where one begins like another. Words are lower case, parted by blanks. */
const FORMS: readonly [RegExp, Reader][] = (
  [
    [`(\\d{4}-\\d{2}-\\d{2})`, ([, day = '']) => both(spanOf(day), day)],
    [`(\\d{4}-\\d{2})`, ([, month = '']) => both(spanOf(month), month)],
    [`${THE}(?:fy|fiscal year|fiscal|ano fiscal) ?(\\d{4}|\\d{2}) q([1-4])`, ([, year = '', q]) => fiscal(year, q)],
    [`q([1-4]) (?:of )?(?:fy|fiscal year|fiscal) ?(\\d{4}|\\d{2})`, ([, q, year = '']) => fiscal(year, q)],
    [
      `${THE}(first|second|third|fourth|1st|2nd|3rd|4th) (?:fiscal )?quarter (?:of )?(?:fy|fiscal year) ?(\\d{4}|\\d{2})`,
      ([, q = '', year = '']) => fiscal(year, ORDINALS[q]),
    ],
    [`${THE}(?:fy|fiscal year|fiscal|ano fiscal) ?(\\d{4}|\\d{2})`, ([, year = '']) => fiscal(year)],
    [
      `${THE}fiscal year twenty[ -](one|two|three|four|five|six)`,
      ([, last = '']) => fiscal(String(2020 + NUMBERS.indexOf(last))),
    ],
    [`q([1-4]) (?:of )?(${YEAR})`, ([, q, year = '']) => months(year, (Number(q) - 1) * 3, 3)],
    [`(${YEAR}) q([1-4])`, ([, year = '', q]) => months(year, (Number(q) - 1) * 3, 3)],
    [
      `${THE}(first|second|third|fourth|1st|2nd|3rd|4th) quarter (?:of )?(${YEAR})`,
      ([, q = '', year = '']) => months(year, (Number(ORDINALS[q]) - 1) * 3, 3),
    ],
    [
      `${THE}(first|second|1st|2nd) half (?:of )?(${YEAR})`,
      ([, half = '', year = '']) => months(year, (Number(ORDINALS[half]) - 1) * 6, 6),
    ],
    [`h([12]) (?:of )?(${YEAR})`, ([, half, year = '']) => months(year, (Number(half) - 1) * 6, 6)],
    [
      `${THE}(early|mid|late) (?:in )?(${YEAR})`,
      ([, part = '', year = '']) => ({ ...months(year, ['early', 'mid', 'late'].indexOf(part) * 4, 4), vague: true }),
    ],
    [`${THE}(?:this past |this |past |last )?(spring|summer|fall|autumn|winter|verano)(?: of)?(?: (${YEAR}))?`, season],
    [
      `${THE}(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${YEAR})`,
      ([, month = '', day = '', year = '']) => dayIn(year, monthOf(month), day),
    ],
    [
      `${THE}(\\d{1,2})(?:st|nd|rd|th)? (?:of |de )?(${MONTH}) (?:of |de )?(${YEAR})`,
      ([, day = '', month = '', year = '']) => dayIn(year, monthOf(month), day),
    ],
    [
      `(?:the month of |all of |todo )?(${MONTH}) (?:of |de |in |del )?(?:the )?(?:calendar )?(?:year )?(${YEAR})`,
      ([, month = '', year = '']) => both(spanOf(`${year}-${monthOf(month)}`), `${year}-${monthOf(month)}`),
    ],
    [
      `(${YEAR}) (${MONTH})`,
      ([, year = '', month = '']) => both(spanOf(`${year}-${monthOf(month)}`), `${year}-${monthOf(month)}`),
    ],
    [
      `${THE}(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?`,
      ([, month = '', day = ''], today) => latest(today, `${monthOf(month)}-${day.padStart(2, '0')}`),
    ],
    [
      `${THE}(first|second|third) (?:day )?of (${MONTH})(?: (?:of )?(${YEAR}))?`,
      ([, day = '', month = '', year], today) =>
        year ? dayIn(year, monthOf(month), ORDINALS[day] ?? '') : latest(today, `${monthOf(month)}-0${ORDINALS[day]}`),
    ],
    [
      `(${MONTH}) (first|second|third)`,
      ([, month = '', day = ''], today) => latest(today, `${monthOf(month)}-0${ORDINALS[day]}`),
    ],
    [
      `${THE}(\\d{1,2})(?:st|nd|rd|th)? (?:of |de )?(${MONTH})`,
      ([, day = '', month = ''], today) => latest(today, `${monthOf(month)}-${day.padStart(2, '0')}`),
    ],
    [
      `${THE}(?:month of )?(${MONTH}) (?:of |de )?(this|last|that|the same) year`,
      ([, month = '', which], today) => {
        const on = `${Number(today.slice(0, 4)) - (which === 'last' ? 1 : 0)}-${monthOf(month)}`;
        return which === 'this' || which === 'last' ? both(spanOf(on), on) : undefined;
      },
    ],
    [`last (${MONTH})`, ([, month = ''], today) => latest(today, monthOf(month))],
    [`(?:the month of |all of |this past |this )?(${MONTH})`, ([, month = ''], today) => latest(today, monthOf(month))],
    [
      `(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})`,
      ([, month = '', day = '', year = '']) => dayIn(year2(year), month.padStart(2, '0'), day),
    ],
    [
      `(\\d{1,2})/(\\d{1,2})`,
      ([, month = '', day = ''], today) => latest(today, `${month.padStart(2, '0')}-${day.padStart(2, '0')}`),
    ],
    [
      `(\\d{1,2})/(${YEAR})`,
      ([, month = '', year = '']) =>
        both(spanOf(`${year}-${month.padStart(2, '0')}`), `${year}-${month.padStart(2, '0')}`),
    ],
    [
      `${THE}(?:full |whole |entire |calendar )?(?:years? |ano )?(${YEAR})`,
      ([, year = '']) => both(spanOf(year), year),
    ],
    [
      `two thousand (?:and )?(${Object.keys(TENS).reverse().join('|')})`,
      ([, tail = '']) => both(spanOf(String(2000 + (TENS[tail] ?? 0))), String(2000 + (TENS[tail] ?? 0))),
    ],
    [
      `twenty (${Object.keys(TENS).reverse().join('|')})`,
      ([, tail = '']) => both(spanOf(String(2000 + (TENS[tail] ?? 0))), String(2000 + (TENS[tail] ?? 0))),
    ],
    [`(?:the )?(?:wk|week) (?:of|beginning|starting) (${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?(?: (${YEAR}))?`, weekOf],
    [
      `${THE}(?:past|trailing|preceding|last) (${NUMBER}) ${UNIT}`,
      ([, number = '', unit = ''], today) => back(count(number), unit, today),
    ],
    [
      `${THE}(?:ultimos|ultimas|pasados) (\\d{1,3}) (dias|semanas|meses|anos)`,
      ([, number = '', unit = ''], today) =>
        back(Number(number), unit.replace('anos', 'years').replace('semanas', 'weeks'), today),
    ],
    [
      `(\\d{1,3}) ?(d|days|w|weeks|m|months|y|years)(?= |$)(?: back)?`,
      ([, number = '', unit = ''], today) => back(Number(number), unit, today),
    ],
    [`${THE}(?:past|trailing) (day|week|month|quarter|year)`, ([, unit = ''], today) => back(1, unit, today)],
    [
      `(?:thus far|so far) (?:in )?(?:the )?(this|current) (fiscal year|fy|quarter|month|week)`,
      ([, which = '', unit = ''], today) => calendar(which, unit, today),
    ],
    [
      `${THE}(last|previous|prior|this|current) (fiscal year|fy|calendar year|day|week|month|quarter|year|yr)`,
      ([, which = '', unit = ''], today) => calendar(which, unit.replace('calendar ', '').replace('yr', 'year'), today),
    ],
    [
      `(?:el |la )?(?:este|esta) (ano|mes|semana)`,
      ([, unit = ''], today) => calendar('this', { ano: 'year', mes: 'month', semana: 'week' }[unit] ?? '', today),
    ],
    [
      `(?:el |la )?(ano|mes|semana) pasad[oa]`,
      ([, unit = ''], today) => calendar('last', { ano: 'year', mes: 'month', semana: 'week' }[unit] ?? '', today),
    ],
    [
      `${THE}(?:year to date|ytd|so far this year|this year so far|this year to date)`,
      (_, today) => calendar('this', 'year', today),
    ],
    [
      `${THE}(?:start|beginning) of (?:the |this )?(year|month|week|fiscal year|quarter)`,
      ([, unit = ''], today) => calendar('this', unit, today),
    ],
    [
      `${THE}(?:start|beginning) of (?:the )?(?:fy|fiscal year|fiscal) ?(\\d{4}|\\d{2})`,
      ([, year = '']) => fiscal(year),
    ],
    [
      `${THE}(fiscal year|year|month|quarter|week) (?:that |which )?(?:has )?(?:just )?ended`,
      ([, unit = ''], today) => calendar('last', unit, today),
    ],
    [`${THE}next (week|month|quarter|year)`, ([, unit = ''], today) => next(unit, today)],
    [`${THE}(${HOLIDAY})(?: (${YEAR}))?`, ([, name = '', year], today) => holiday(name, year, today)],
    [`${THE}(?:start|beginning) of (${YEAR})`, ([, year = '']) => both(spanOf(year), year)],
    [`(?:the )?end of (${YEAR})`, ([, year = '']) => dayIn(year, '12', '31')],
    [`today|todays|hoy`, (_, today) => ({ from: today, to: today, on: today })],
    [
      `yesterday|yesterdays|ayer`,
      (_, today) => ({ from: addDays(today, -1), to: addDays(today, -1), on: addDays(today, -1) }),
    ],
    [
      `(?:last |this |this past )?(sunday|monday|tuesday|wednesday|thursday|friday|saturday|mon|tue|tues|wed|thu|thurs|fri)`,
      lastWeekday,
    ],
    [
      `${THE}(?:trump |biden )?inauguration(?: day)?|trump took office|trumps second term|trump second term|trump came back|trump returned`,
      (_, today) => inauguration(today),
    ],
    [`(biden|obama|bush)(?: administration| term| years| presidency)?`, ([, who = '']) => ({ ...TERMS[who] })],
    [
      `(?:the )?(?:trump (?:administration|term|era|presidency)|second trump administration|second trump term)|(?<=(?:under|since|during|by) )(?:president )?trump`,
      (_, today) => inauguration(today),
    ],
    [
      `(?:the )?(?:first trump (?:administration|term)|trump(?:s)? first term)`,
      () => ({ from: '2017-01-20', to: '2021-01-19' }),
    ],
  ] satisfies [string, Reader][]
).map(([source, read]) => [new RegExp(`(?:${source})(?= |$)`, 'y'), read]);

/** The longest time at this place of the words, and where it ends. */
export function pointAt(words: string, at: number, today: string): { time: Time; end: number } | undefined {
  let best: { time: Time; end: number } | undefined;
  for (const [form, read] of FORMS) {
    form.lastIndex = at;
    const match = form.exec(words);
    if (!match || (best && at + match[0].length <= best.end)) continue;
    const time = read(match, today);
    if (time) best = { time, end: at + match[0].length };
  }
  return best;
}
