import pino, { type Logger } from 'pino';
import { maskPersonalData } from './rules/private-text.ts';

const WITHHELD = '(withheld)';
const KEYS = /token|secret|password|passwd|authorization|cookie|api_?key/i;

const SECRETS: [RegExp, string][] = [
  [/x(?:ox[a-z]|app)-[\w-]+/gi, '(token)'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${WITHHELD}`],
  // Anyone with a response_url can post, and a socket's address contains its ticket.
  [/(https?:\/\/hooks\.slack\.com\/)\S+/gi, `$1${WITHHELD}`],
  [/([?&][\w-]*(?:token|ticket|secret|signature|password|key|sig)=)[^&\s"']+/gi, `$1${WITHHELD}`],
  [/(\/\/[^\s/:@]+:)[^\s/@]+@/g, `$1${WITHHELD}@`],
  // Slack's id of a person.
  [/\b[UW](?=[A-Z]*\d)[A-Z0-9]{8,}\b/g, '(person)'],
];

/**
 * The log: one JSON line per event. Every string in a line passes through the same filter, at any depth, because errors
 * and other people's objects carry data that nobody meant to log. pino's `redact` would not do: it takes exact
 * paths, and neither these keys nor these texts have one.
 */
export function createLog(
  level: string,
  secrets: readonly string[] = [],
  write: (line: string) => void = toStderr(),
): Logger {
  return pino({ level, base: null }, { write: (line: string) => write(`${withoutSecrets(line, secrets)}\n`) });
}

function toStderr(): (line: string) => void {
  const stderr = pino.destination({ dest: 2, sync: true });
  return (line) => void stderr.write(line);
}

function withoutSecrets(line: string, secrets: readonly string[]): string {
  const mask = (text: string) => maskPersonalData(maskSecrets(text, secrets));
  try {
    return JSON.stringify(masked(JSON.parse(line), mask));
  } catch {
    return JSON.stringify({ level: 50, msg: 'a log line could not be read and was left out' });
  }
}

/** Returns the value with every string and key masked, and the value of a key such as `token` withheld. */
function masked(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((each) => masked(each, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [mask(key), KEYS.test(key) ? WITHHELD : masked(each, mask)]),
  );
}

/** Longer strings are cut: an error may carry a whole body or file. */
const LONGEST = 16_000;

function maskSecrets(text: string, secrets: readonly string[]): string {
  let rest = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  for (const secret of secrets) rest = rest.replaceAll(secret, WITHHELD);
  for (const [pattern, instead] of SECRETS) rest = rest.replace(pattern, instead);
  return rest;
}
