import { distance } from 'fastest-levenshtein';
import { UserError } from '../errors.ts';
import { parsePeriod } from '../rules/dates.ts';
import { repeatWords } from '../rules/private-text.ts';
import type { Args, Subcommand } from './subcommand.ts';

/** The longest accepted command line, in characters. */
const LONGEST_LINE = 1000;
/** Filters whose value is a time; some count from today. */
export const DATE_KEYS: ReadonlySet<string> = new Set(['since', 'until', 'on', 'signed-since', 'left-since']);
const BARE_KEYS = new Set(['since', 'until', 'in', 'by', 'on', 'at', 'tz', 'kinds', 'days', 'quiet']);

/**
 * Normalises typed text: smart quotes, unusual blanks, control and bidi characters, halves of characters. Throws
 * UserError when it is too long.
 */
export function tidyLine(text: string): string {
  const line = text
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[\u201C-\u201F\u00AB\u00BB\u2033]/g, '"')
    .replace(/[\u2018\u2019\u201B\u2032]/g, "'")
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u061C]/g, '')
    .replace(/[\u0000-\u001F\u007F-\u009F\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  if (line.length > LONGEST_LINE) {
    throw new UserError(
      `That is ${line.length.toLocaleString('en-US')} characters; the desk reads up to ${LONGEST_LINE.toLocaleString('en-US')}. Ask for one thing, for example: policy "Cook County, IL".`,
    );
  }
  return line;
}

interface Token {
  text: string;
  quoted: boolean;
  /** Set for `key:` and `key:value`. */
  key?: string;
}

/** Parses the words after a subcommand. Throws UserError for an unknown filter, a wrong page or an empty value. */
export function parseArgs(subcommand: Subcommand, text: string, today: string): Args {
  const tokens = tokenise(text);
  const known = [...Object.keys(subcommand.filters), 'page', 'more'];
  const free: string[] = [];
  const filters: Record<string, string[]> = {};
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const key = filterKey(token, tokens[at + 1], known, subcommand, today);
    if (!key) {
      free.push(token.text);
      continue;
    }
    const { value, next } = filterValue(key, token, tokens, at, known, today);
    at = next - 1;
    if (value === '') throw new UserError(`\`${key}:\` has no value. ${example(subcommand)}`);
    filters[key] = [...(filters[key] ?? []), value];
  }
  moveBarePeriod(free, filters, known, today);
  const more = readMore(filters, subcommand);
  const words = free.join(' ').replace(/"/g, '');
  return {
    words: free.join(' '),
    more,
    filters,
    line: lineOf(
      subcommand.name,
      opensFilter(words, filters, known, subcommand, today) ? [`"${words}"`] : free,
      filters,
    ),
    page: pageOf(filters, subcommand),
    today,
  };
}

function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /([A-Za-z][A-Za-z-]{0,20}):(?!\/\/)(?:"([^"]*)"?|([^\s"]+))?|"([^"]*)"?|([^\s"]+)/g;
  for (const match of text.matchAll(pattern)) {
    const [, key, quotedValue, value, quoted, word] = match;
    if (key !== undefined) {
      tokens.push({ key: key.toLowerCase(), text: quotedValue ?? value ?? '', quoted: quotedValue !== undefined });
    } else tokens.push({ text: (quoted ?? word ?? '').trim(), quoted: quoted !== undefined });
  }
  return tokens.filter((token) => token.key !== undefined || token.text !== '');
}

/** The filter that a token opens. A bare `since yesterday` or `in Denver` counts if the subcommand has the filter. */
function filterKey(token: Token, after: Token | undefined, known: string[], subcommand: Subcommand, today: string) {
  if (token.key === undefined) {
    const word = token.quoted ? '' : token.text.toLowerCase();
    if (!BARE_KEYS.has(word) || !known.includes(word) || !after || after.key !== undefined) return undefined;
    if (DATE_KEYS.has(word))
      return parsePeriod(after.text, today) || /^(last|this|past|fy|fiscal|q[1-4])$/i.test(after.text)
        ? word
        : undefined;
    return subcommand.name === 'policy' ? undefined : word;
  }
  if (known.includes(token.key)) return token.key;
  const near = nearest(token.key, known);
  throw new UserError(
    `\`${subcommand.name}\` has no filter \`${repeatWords(token.key)}:\`.${near ? ` Did you mean \`${near}:\`?` : ''} It takes ${known.map((key) => `\`${key}:\``).join(', ')}. ${example(subcommand)}`,
  );
}

/** Reads the value of a filter. Without quotes it extends to the next filter; a date extends as long as it parses. */
function filterValue(key: string, token: Token, tokens: Token[], at: number, known: string[], today: string) {
  const first = token.key === undefined ? '' : token.text;
  if (token.quoted && token.key !== undefined) return { value: first.trim(), next: at + 1 };
  let value = first;
  let next = at + 1;
  if (value === '' && tokens[next] && tokens[next]?.key === undefined) {
    value = tokens[next]?.text ?? '';
    next += 1;
    if (tokens[next - 1]?.quoted) return { value, next };
  }
  if (key === 'page' || key === 'more' || key === 'disputed' || key === 'outcome') return { value, next };
  if (DATE_KEYS.has(key)) {
    for (let end = Math.min(tokens.length, next + 3); end > next; end -= 1) {
      const longer = [value, ...tokens.slice(next, end).map((t) => t.text)].join(' ');
      if (tokens.slice(next, end).every((t) => t.key === undefined && !t.quoted) && parsePeriod(longer, today)) {
        return { value: longer, next: end };
      }
    }
    return { value, next };
  }
  while (tokens[next] && tokens[next]?.key === undefined && !tokens[next]?.quoted) {
    const word = tokens[next]?.text.toLowerCase() ?? '';
    if (BARE_KEYS.has(word) && known.includes(word)) break;
    value += ` ${tokens[next]?.text}`;
    next += 1;
  }
  return { value: value.trim(), next };
}

/** `releases last 3 months`: free words that name a period become its window. */
function moveBarePeriod(free: string[], filters: Record<string, string[]>, known: string[], today: string): void {
  if (!known.includes('since') || filters['since'] || filters['until'] || free.length === 0) return;
  for (let count = Math.min(3, free.length); count > 0; count -= 1) {
    const tail = free.slice(-count).join(' ');
    if (!/\d[dwmy]\b|last|past|this|yesterday|fy\s?\d|q[1-4]\b/i.test(tail) || !parsePeriod(tail, today)) continue;
    filters['since'] = [tail];
    filters['until'] = [tail];
    free.splice(-count);
    return;
  }
}

/** True for words that were quoted, or stood apart, and that would open a filter when they are read without quotes. */
function opensFilter(
  words: string,
  filters: Args['filters'],
  known: string[],
  subcommand: Subcommand,
  today: string,
): boolean {
  const tokens = tokenise(words);
  if (tokens.some((token, at) => !token.key && filterKey(token, tokens[at + 1], known, subcommand, today))) return true;
  const free = tokens.map(({ text }) => text);
  moveBarePeriod(free, { ...filters }, known, today);
  return free.length < tokens.length;
}

/** `more:all` is taken out, so that an answer's line is the same with and without its details. */
function readMore(filters: Record<string, string[]>, subcommand: Subcommand): boolean {
  const text = filters['more']?.at(-1);
  delete filters['more'];
  if (text === undefined || /^(all|yes)$/i.test(text)) return text !== undefined;
  throw new UserError(
    `\`more:${text.slice(0, 20)}\` is not known. \`more:all\` shows the whole answer. ${example(subcommand)}`,
  );
}

function pageOf(filters: Record<string, string[]>, subcommand: Subcommand): number {
  const text = filters['page']?.at(-1) ?? '1';
  delete filters['page'];
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UserError(
    `\`page:${repeatWords(text, 20)}\` is not a page. Pages are numbers from 1. ${example(subcommand)}`,
  );
}

/** Formats a normalised command line: quotes where needed, and no page. */
export function lineOf(name: string, free: string[], filters: Record<string, string[]>): string {
  const quote = (text: string) => (/^[\w.'&/,:-]+$/.test(text) ? text : `"${text.replace(/"/g, '')}"`);
  const words = free.join(' ').replace(/"/g, '');
  const isQuoted = /[:,]/.test(words) || free[0]?.startsWith('"');
  const plain = words === '' ? [] : [isQuoted ? `"${words}"` : words];
  const parts = Object.entries(filters).flatMap(([key, values]) =>
    key === 'page' ? [] : values.map((value) => `${key}:${quote(value)}`),
  );
  return [name, ...plain, ...parts].join(' ');
}

export interface Window {
  from?: string;
  to?: string;
}

/**
 * The days that `since:` and `until:` name. A period in `since:` alone (FY2023, March 2020) starts the window and
 * leaves its end open.
 */
export function windowOf(args: Args, today: string): Window {
  const since = readDate('since', args, today);
  const until = readDate('until', args, today);
  if (since && until && since.from > until.to) {
    throw new UserError(
      `\`since:\` (${since.from}) is after \`until:\` (${until.to}). Swap them, for example since:2020-08-01 until:2020-09-30.`,
    );
  }
  return { ...(since ? { from: since.from } : {}), ...(until ? { to: until.to } : {}) };
}

function readDate(key: string, args: Args, today: string) {
  const text = args.filters[key]?.at(-1);
  if (text === undefined) return undefined;
  const period = parsePeriod(text, today);
  if (period) return period;
  throw new UserError(
    `\`${repeatWords(text)}\` is not a date. Try \`2020-12-31\`, \`Dec 2020\`, \`FY2020\`, \`Q2 2025\` or \`90d\`.`,
  );
}

/** The values of a filter. A comma separates several, except in places. */
export const valuesOf = (args: Args, key: string): string[] =>
  (args.filters[key] ?? [])
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');

/** The known word closest to a mistyped one; undefined when none is close. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((name) => ({ name, far: name.startsWith(word) || word.startsWith(name) ? 0 : distance(word, name) }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  return best && best.far <= Math.max(1, Math.floor(best.name.length / 2)) ? best.name : undefined;
}

const example = (subcommand: Subcommand) => `Example: ${subcommand.examples[0]}`;
