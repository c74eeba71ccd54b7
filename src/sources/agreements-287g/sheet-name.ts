import { addDays, isDay } from '../../rules/dates.ts';

/** What the name of a sheet says: its stage, its day, and its place among the sheets of that day. */
export interface SheetName {
  stage: 'participating' | 'pending' | undefined;
  day: string | undefined;
  /** 'YYYY-MM-DD 17pm': sheets are loaded in this order. */
  edition: string;
  /** Days that a mistyped name may mean. */
  near: string[];
}

const HALVES: Record<string, string> = { am: '09', mid: '13', pm: '17' };

/**
 * Reads ICE's file names: participatingAgencies07182025pm.xlsx, 287gParticipatingAgencies091526pm.xlsx, and those of
 * captures, participatingAgencies-20250410172009.xlsx and html_20210113_02.xlsx. `day` is undefined when there is no
 * possible one.
 */
export function readSheetName(file: string): SheetName {
  const base = (file.split(/[\\/]/).at(-1) ?? '').replace(/\.[a-z]{2,7}$/i, '');
  const stage = /pending/i.test(base) ? 'pending' : /particip/i.test(base) ? 'participating' : undefined;
  const rest = stage ? base.slice(base.search(/pending|particip/i)).replace(/^[a-z]+/i, '') : base;
  const first = /^[-_ ]?(\d{6,14})(?![\d.-])/.exec(rest);
  const parted = first ? null : /(?<!\d)(\d{1,4})[-_. ](\d{1,2})[-_. ](\d{2,4})(?!\d)/.exec(rest);
  const run = first ?? parted ?? /(?<![a-z0-9])(\d{6,14})(?!\d)/i.exec(rest);
  if (!run) return { stage, day: undefined, edition: '', near: [] };
  const digits = parted ? parted.slice(1).map(padded).join('') : (run[1] ?? '');
  const after = rest.slice(run.index + run[0].length);
  const half = /^[\s_-]*(am|mid|pm)([a-z]?)(?![a-z])/i.exec(after);
  const clock =
    digits.length > 8 ? digits.slice(8, 12) : half ? `${HALVES[(half[1] ?? '').toLowerCase()]}${half[2]}` : '00';
  const day = dayOf(digits);
  return { stage, day, edition: `${day ?? ''} ${clock}`, near: day ? daysNear(day) : repairs(digits) };
}

const padded = (part: string) => (part.length === 1 ? `0${part}` : part);

/** MMDDYYYY as ICE writes it, YYYYMMDD with or without a time, MMDDYY, YYMMDD. */
function dayOf(digits: string): string | undefined {
  const part = (from: number, to: number) => digits.slice(from, to);
  const forms =
    digits.length === 8
      ? [`${part(4, 8)}-${part(0, 2)}-${part(2, 4)}`, `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}`]
      : digits.length === 12 || digits.length === 14
        ? [`${part(0, 4)}-${part(4, 6)}-${part(6, 8)}`]
        : digits.length === 6
          ? [`20${part(4, 6)}-${part(0, 2)}-${part(2, 4)}`, `20${part(0, 2)}-${part(2, 4)}-${part(4, 6)}`]
          : [];
  return forms.find((day) => isDay(day) && day > '2006' && day < '2100');
}

/** Days that a name with a slip may mean: a digit too many, a year of another century, the day before the month. */
function repairs(digits: string): string[] {
  const tries =
    digits.length === 9
      ? [...digits].map((_, at) => digits.slice(0, at) + digits.slice(at + 1))
      : digits.length === 7
        ? [`0${digits}`, `${digits.slice(0, 2)}0${digits.slice(2)}`]
        : digits.length === 8
          ? [
              `${digits.slice(0, 4)}20${digits.slice(6)}`,
              `${digits.slice(2, 4)}${digits.slice(0, 2)}${digits.slice(4)}`,
              `${digits.slice(0, 4)}${digits.slice(4, 6)}${digits[7]}${digits[6]}`,
            ]
          : [];
  return [...new Set(tries.flatMap((each) => dayOf(each) ?? []))].sort();
}

/** Days that a wrong one may stand for: another year, two digits of the year exchanged, the day before the month. */
function daysNear(day: string): string[] {
  const [year = '', month = '', date = ''] = day.split('-');
  const years = [...Array(30).keys()].map((at) => String(Number(year) - 28 + at + 1));
  const swapped = `${year.slice(0, 2)}${year[3]}${year[2]}`;
  const others = [...years, swapped].map((each) => `${each}-${month}-${date}`);
  return [...new Set([...others, `${year}-${date}-${month}`])].filter((each) => isDay(each) && each !== day).sort();
}

/**
 * The likely day of a sheet whose name cannot be right: the first of the days near its name that is not before its
 * newest signing and not after `latest`.
 */
export function likelyDay({ near }: SheetName, newestSigning: string | undefined, latest: string): string | undefined {
  const fit = near.filter((day) => day <= latest && (newestSigning === undefined || day >= newestSigning));
  return newestSigning === undefined ? fit.at(-1) : fit.find((day) => day <= addDays(newestSigning, 200));
}
