import { z } from 'zod';
import { parseEvery } from './rules/freshness.ts';
import { readZone } from './rules/time-zone.ts';

const blankIsMissing = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsMissing, schema.optional());

const wholeNumber = (name: string, least: number, most: number) =>
  optional(
    z.coerce
      .number({ error: `${name} must be a number from ${least} to ${most}` })
      .int(`${name} must be a whole number`)
      .min(least, `${name} must be ${least} or more`)
      .max(most, `${name} must be ${most} or less`),
  );

/** Words with commas or blanks between them. A problem does not repeat them: they may be secrets. */
const words = (name: string, pattern: RegExp, what: string) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : []),
    z.array(z.string().regex(pattern, `${name} must be ${what}`)),
  );
/** Slack ids. */
const ids = (name: string, pattern: RegExp, what: string) =>
  words(name, pattern, `${what}, separated by commas (no names)`);
const yesOrNo = (name: string) =>
  z.preprocess(blankIsMissing, z.enum(['yes', 'no'], { error: `${name} must be yes or no` }).default('no'));

/** What the environment may hold, each variable read and checked. */
export const Environment = z
  .object({
    DATABASE_URL: z.preprocess(
      blankIsMissing,
      z
        .string()
        .regex(
          /^(sqlite:.+|postgres(ql)?:\/\/.+)/,
          'DATABASE_URL must be sqlite: and a path, for example sqlite:var/desk.sqlite (or sqlite::memory:), or the address of a PostgreSQL database, for example postgres://desk:password@localhost:5432/desk',
        )
        .refine(
          (url) => url.startsWith('sqlite:') || URL.canParse(url),
          'DATABASE_URL is no address: write it like postgres://desk:password@localhost:5432/desk, with special characters of the password as %40 for @, for example',
        )
        .default('sqlite:var/desk.sqlite'),
    ),
    SLACK_BOT_TOKEN: optional(z.string().regex(/^xoxb-/, 'SLACK_BOT_TOKEN must be a bot token that starts with xoxb-')),
    SLACK_APP_TOKEN: optional(
      z.string().regex(/^xapp-/, 'SLACK_APP_TOKEN must be an app-level token that starts with xapp-'),
    ),
    SLACK_SIGNING_SECRET: optional(z.string().min(8, 'SLACK_SIGNING_SECRET is too short to be a signing secret')),
    SLACK_CLIENT_ID: optional(
      z.string().regex(/^[\d.]{3,80}$/, 'SLACK_CLIENT_ID must be digits and a point, as in 123.456'),
    ),
    SLACK_CLIENT_SECRET: optional(z.string().min(8, 'SLACK_CLIENT_SECRET is too short to be a client secret')),
    TOKEN_KEYS: words(
      'TOKEN_KEYS',
      /^[0-9a-f]{64}$/i,
      'keys of 64 hexadecimal digits, the newest first, separated by commas. Make one with: openssl rand -hex 32',
    ),
    PUBLIC_URL: optional(
      z.url({
        protocol: /^https$/,
        error: 'PUBLIC_URL must be the https address of the desk, for example https://desk.example.org',
      }),
    ),
    HOME_WORKSPACE: optional(
      z.string().regex(/^T[A-Z0-9]+$/, 'HOME_WORKSPACE must be the id of a workspace such as T0123456789'),
    ),
    PORT: wholeNumber('PORT', 0, 65535),
    HOST: optional(z.string()),
    SLACK_API_URL: optional(
      z.url({
        protocol: /^https?$/,
        error: 'SLACK_API_URL must be an http or https address, for example https://slack.com/api/',
      }),
    ),
    SOURCES_FILE: optional(z.string()),
    ICE_DETAINERS_ADDRESS: optional(
      z.url({
        protocol: /^https?$/,
        error:
          'ICE_DETAINERS_ADDRESS must be an http or https address of a release, for example https://example.org/detainers-latest.parquet',
      }),
    ),
    OPS_CHANNEL: optional(
      z
        .string()
        .regex(/^[CGDUW][A-Z0-9]+$/, 'OPS_CHANNEL must be a Slack channel id, for example C0123456789 (no name)'),
    ),
    CORRECTIONS_CHANNEL: optional(
      z
        .string()
        .regex(
          /^[CGDUW][A-Z0-9]+$/,
          'CORRECTIONS_CHANNEL must be a Slack channel id, for example C0123456789 (no name)',
        ),
    ),
    BACKUP_DIR: optional(z.string()),
    BACKUP_EVERY: optional(
      z
        .string()
        .trim()
        .refine((text) => parseEvery(text) !== undefined, 'BACKUP_EVERY must be from 5m to 31d, such as 6h or 1d'),
    ),
    BACKUP_KEEP: wholeNumber('BACKUP_KEEP', 1, 9999),
    HEALTH_PORT: wholeNumber('HEALTH_PORT', 0, 65535),
    HEALTH_HOST: optional(z.string()),
    MCP_PORT: wholeNumber('MCP_PORT', 0, 65535),
    MCP_HOST: optional(z.string()),
    MCP_TOKEN: words(
      'MCP_TOKEN',
      /^[\x21-\x7E]{32,200}$/,
      'a token of 32 to 200 characters, or several, separated by commas. Make one with: openssl rand -hex 32',
    ),
    MCP_HOSTS: words(
      'MCP_HOSTS',
      /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i,
      'host names without a port or path, separated by commas, for example desk.example.org',
    ),
    ALLOW_WORKSPACES: ids('ALLOW_WORKSPACES', /^[TE][A-Z0-9]+$/, 'ids of workspaces such as T0123456789'),
    ALLOW_CHANNELS: ids('ALLOW_CHANNELS', /^([CG][A-Z0-9]+|dm)$/, 'ids of channels such as C0123456789, or dm'),
    ALLOW_GROUPS: ids('ALLOW_GROUPS', /^S[A-Z0-9]+$/, 'ids of user groups such as S0123456789'),
    ALLOW_GUESTS: yesOrNo('ALLOW_GUESTS'),
    ALLOW_CONNECT: yesOrNo('ALLOW_CONNECT'),
    EDITORS: ids('EDITORS', /^[UWS][A-Z0-9]+$/, 'ids of people or user groups such as U0123456789 or S0123456789'),
    ADMINS: ids('ADMINS', /^[UWS][A-Z0-9]+$/, 'ids of people or user groups such as U0123456789 or S0123456789'),
    LIMIT_PERSON: wholeNumber('LIMIT_PERSON', 0, 60),
    LIMIT_WORKSPACE: wholeNumber('LIMIT_WORKSPACE', 0, 60),
    DESK_TIME_ZONE: optional(
      z.string().transform((text, context) => {
        const read = readZone(text);
        if ('zone' in read) return read.zone;
        context.addIssue({
          code: 'custom',
          message: `DESK_TIME_ZONE must be the name of a time zone, for example ${read.suggestion ?? 'America/Chicago'}`,
        });
        return z.NEVER;
      }),
    ),
    ASK_MODEL_URL: optional(
      z.url({
        protocol: /^https?$/,
        error:
          'ASK_MODEL_URL must be the http or https address of a model, for example https://api.openai.com/v1/chat/completions or https://api.anthropic.com/v1/messages',
      }),
    ),
    ASK_MODEL_KEY: optional(
      z.string().regex(/^[\x21-\x7E]{8,400}$/, 'ASK_MODEL_KEY must be a key of 8 characters or more, without blanks'),
    ),
    ASK_MODEL_NAME: optional(
      z
        .string()
        .regex(/^[\w.:/@-]{1,80}$/, "ASK_MODEL_NAME must be a model's name in letters, digits, and . : / @ - _"),
    ),
    AUDIT_DAYS: wholeNumber('AUDIT_DAYS', 1, 3650),
    REVIEWERS: wholeNumber('REVIEWERS', 1, 2),
    LOG_LEVEL: z.preprocess(
      blankIsMissing,
      z
        .enum(['silent', 'error', 'warn', 'info', 'debug'], {
          error: 'LOG_LEVEL must be one of silent, error, warn, info, debug',
        })
        .optional(),
    ),
  })
  .superRefine((env, problems) => {
    const found = NEEDS.filter(([isWrong]) => isWrong(env)).map(([, message]) => message);
    for (const message of [...found, ...(isInstalled(env) ? installProblems(env) : [])])
      problems.addIssue({ code: 'custom', message });
  });

/** The variables as they were read, before their defaults depend on each other. */
interface Given extends Record<string, unknown> {
  DATABASE_URL: string;
  MCP_TOKEN: readonly unknown[];
  MCP_HOSTS: readonly unknown[];
  TOKEN_KEYS: string[];
}
const isInstalled = (env: Given) => Boolean(env['SLACK_CLIENT_ID'] ?? env['SLACK_CLIENT_SECRET']);
const receives = (env: Given) => Boolean(env['SLACK_APP_TOKEN'] ?? env['SLACK_SIGNING_SECRET']);

/** What one variable needs of others, and what is said where it is not so. */
const NEEDS: readonly [isWrong: (env: Given) => boolean, message: string][] = [
  [
    (env) => Boolean(env['SOURCES_FILE']) && env.DATABASE_URL === 'sqlite::memory:',
    'SOURCES_FILE needs a database in a file: another process loads new files (DATABASE_URL is sqlite::memory:)',
  ],
  [
    (env) => Boolean(env['BACKUP_DIR']) && env.DATABASE_URL === 'sqlite::memory:',
    'BACKUP_DIR needs a database in a file (DATABASE_URL is sqlite::memory:)',
  ],
  [
    (env) => Boolean(env['BACKUP_DIR']) && !env.DATABASE_URL.startsWith('sqlite:'),
    'BACKUP_DIR is for a database in a file. A PostgreSQL database is backed up there, with pg_dump',
  ],
  [
    (env) => env['MCP_PORT'] !== undefined && env.MCP_TOKEN.length === 0 && !env['SLACK_SIGNING_SECRET'],
    'MCP_TOKEN is missing: without it nobody may ask over MCP_PORT (Slackbot needs SLACK_SIGNING_SECRET instead)',
  ],
  [
    (env) => env['MCP_PORT'] === undefined && (env.MCP_TOKEN.length > 0 || env.MCP_HOSTS.length > 0),
    'MCP_PORT is missing: the port for assistants (MCP_TOKEN, MCP_HOSTS), for example MCP_PORT=3100',
  ],
  [
    (env) => Boolean(env['ASK_MODEL_URL'] && !env['ASK_MODEL_NAME']),
    'ASK_MODEL_NAME is missing: the model that ASK_MODEL_URL is asked for',
  ],
  [
    (env) => !env['ASK_MODEL_URL'] && Boolean(env['ASK_MODEL_NAME'] || env['ASK_MODEL_KEY']),
    'ASK_MODEL_URL is missing: the address of the model, or remove ASK_MODEL_NAME and ASK_MODEL_KEY',
  ],
  [
    (env) => receives(env) && !env['SLACK_BOT_TOKEN'] && !isInstalled(env),
    'SLACK_BOT_TOKEN is missing: Slack needs the bot token (xoxb-...) too',
  ],
  [
    (env) => Boolean(env['SLACK_BOT_TOKEN']) && !receives(env),
    'SLACK_APP_TOKEN is missing: add the app-level token (xapp-...), or SLACK_SIGNING_SECRET and PORT for HTTP',
  ],
  [
    (env) => Boolean(env['SLACK_SIGNING_SECRET']) && !env['SLACK_APP_TOKEN'] && env['PORT'] === undefined,
    'PORT is missing: HTTP mode (SLACK_SIGNING_SECRET) needs the port to listen on, for example PORT=3000',
  ],
];

/** What is missing or too much for a desk in several workspaces. */
function installProblems(env: Given): string[] {
  const needed = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET', 'PUBLIC_URL'];
  const missing = [...needed.filter((name) => !env[name]), ...(env.TOKEN_KEYS.length === 0 ? ['TOKEN_KEYS'] : [])];
  const problems = missing.map((name) => `${name} is missing: a desk that is installed in several workspaces needs it`);
  if (env['SLACK_BOT_TOKEN'] || env['SLACK_APP_TOKEN'])
    problems.push(
      'SLACK_BOT_TOKEN and SLACK_APP_TOKEN are of a desk for one workspace: remove them, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET',
    );
  if ((env['OPS_CHANNEL'] || env['CORRECTIONS_CHANNEL']) && !env['HOME_WORKSPACE'])
    problems.push('HOME_WORKSPACE is missing: the workspace of OPS_CHANNEL and CORRECTIONS_CHANNEL');
  return problems;
}

export type Environment = z.infer<typeof Environment>;

/** The names of all variables that are read. */
export const VARIABLES: readonly string[] = Object.keys(Environment.shape);
