import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';
import { parseEvery } from '../rules/freshness.ts';
import { sourceList } from './index.ts';
import type { SourceId } from './source.ts';

const require = createRequire(import.meta.url);

/** Few starts read YAML, so its reader is loaded by the first that does. */
export const parseYaml = (text: string): unknown => (require('yaml') as typeof import('yaml')).parse(text);

/** An address, file or folder that the desk checks on a schedule. */
export interface SourceEntry {
  /** Its name, which is the key of its stored checks. */
  name: string;
  source: SourceId;
  /** Where to read it: an http or https address, or an absolute path. */
  from: { kind: 'address'; address: string } | { kind: 'path'; path: string };
  /** What people may see: no query, which may contain a key. */
  shown: string;
  /** SHA-256 of source and address or path, as hex. Stored checks of another target are not used for this entry. */
  target: string;
  every: string;
}

const EXAMPLE =
  '[{ "source": "agreements-287g", "name": "ICE participating sheet", "address": "https://example.org/participatingAgencies07182025pm.xlsx", "every": "6h" }]';
const ids = sourceList.map((source) => source.id) as [SourceId, ...SourceId[]];
const KEYS = 'source, name, address, path, every';

const Entry = z
  .strictObject(
    {
      source: z.enum(ids, { error: `source must be one of ${ids.join(', ')}` }),
      name: z
        .string({ error: 'name must be text' })
        .trim()
        .min(1, 'name is empty: leave it out or fill it in')
        .max(80, 'name is longer than 80 characters')
        .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'name has control characters')
        .optional(),
      address: z.string({ error: 'address must be text' }).superRefine(checkAddress).optional(),
      path: z.string({ error: 'path must be text' }).trim().min(1, 'path is empty').optional(),
      every: z
        .string({ error: 'every must be text such as 1h, 6h or 1d' })
        .refine((text) => parseEvery(text) !== undefined, 'every must be from 5m to 31d, such as 30m, 6h or 1d'),
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? `unknown key ${(issue['keys'] as string[]).map((key) => `"${key.slice(0, 40)}"`).join(', ')} (the keys are ${KEYS})`
          : 'an entry must be an object with the keys source, address or path, every',
    },
  )
  .superRefine((entry, problems) => {
    if ((entry.address === undefined) === (entry.path === undefined))
      problems.addIssue({
        code: 'custom',
        message: 'give either an address (http or https) or a path (file or folder)',
      });
  });

function checkAddress(text: string, problems: z.RefinementCtx): void {
  const addProblem = (message: string) => problems.addIssue({ code: 'custom', message });
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) addProblem('address must be an http or https address');
  else if (url.username || url.password) addProblem('address must not hold a user or a password');
}

/**
 * Reads SOURCES_FILE (YAML or JSON): a list of entries. Returns the entries, or every problem in words. Relative paths
 * start at the file's own folder.
 */
export function readSourcesFile(file: string): { entries: SourceEntry[]; problems: string[] } {
  const bad = (problems: string[]) => ({
    entries: [],
    problems: [...problems.map((problem) => `SOURCES_FILE ${file}: ${problem}`), `Example: ${EXAMPLE}`],
  });
  let list: unknown;
  try {
    const text = readFileSync(file, 'utf8');
    list = file.endsWith('.json') ? JSON.parse(text) : parseYaml(text);
  } catch (cause) {
    const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    return bad([`it cannot be read (${reason.replace(/:$/, '')})`]);
  }
  if (!Array.isArray(list)) return bad(['it must be a list of entries']);
  const problems: string[] = [];
  const entries = list.flatMap((each: unknown, at): SourceEntry[] => {
    const parsed = Entry.safeParse(each);
    if (parsed.success) return [entryOf(parsed.data, dirname(resolve(file)))];
    problems.push(...parsed.error.issues.map((issue) => `entry ${at + 1}: ${issue.message}`));
    return [];
  });
  const names = entries.map((entry) => entry.name);
  for (const name of new Set(names.filter((each, at) => names.indexOf(each) !== at)))
    problems.push(`two entries are called "${name}": give each a name of its own`);
  return problems.length > 0 ? bad(problems) : { entries, problems };
}

function entryOf({ source, name, address, path, every }: z.infer<typeof Entry>, folder: string): SourceEntry {
  const target = (text: string) => createHash('sha256').update(`${source} ${text}`).digest('hex');
  if (address !== undefined) {
    const url = new URL(address);
    const shown = `${url.host}${url.pathname}`;
    const from = { kind: 'address' as const, address: url.href };
    return {
      name: name ?? `${source} of ${shown}`.slice(0, 120),
      source,
      from,
      shown,
      target: target(url.href),
      every,
    };
  }
  const full = resolve(folder, path ?? '');
  const shown = basename(full);
  const from = { kind: 'path' as const, path: full };
  return { name: name ?? `${source} of ${shown}`.slice(0, 120), source, from, shown, target: target(full), every };
}
