import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Environment } from './environment.ts';
import { StartError } from './errors.ts';
import { projectPath } from './project.ts';
import type { AccessRules } from './rules/access.ts';
import { parseYaml, readSourcesFile, type SourceEntry } from './sources/sources-file.ts';

/** The number of backups kept when BACKUP_KEEP is not set. */
export const KEEP_BACKUPS = 7;

/** What the installer needs; see slack/install/. */
export interface InstallConfig {
  clientId: string;
  clientSecret: string;
  /** Signs the state of an installation; made from the newest key. */
  stateSecret: string;
  /** Without a slash at its end. */
  publicUrl: string;
  /** The bot scopes of the manifest. */
  scopes: readonly string[];
  keys: readonly [string, ...string[]];
  /** The operator's workspace. */
  home?: string;
}

export interface SlackConfig {
  /** '' where the desk is installed in several workspaces: each has its own. */
  botToken: string;
  /** Present where the desk is installed in several workspaces. */
  install?: InstallConfig;
  mode: { kind: 'socket'; appToken: string } | { kind: 'http'; signingSecret: string; port: number; host: string };
  apiUrl?: string;
}

export interface Config {
  /** A file's path, ':memory:', or postgres://... */
  database: string;
  /** Absent: the local desk. */
  slack?: SlackConfig;
  /** The port of the local desk's page, if one was set. */
  port?: number;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Addresses and folders to check on a schedule; absent without SOURCES_FILE. */
  entries?: SourceEntry[];
  /** Where `import <source> latest` looks in place of the publisher's address, by source. */
  latest: Readonly<Record<string, string>>;
  /** Where and how often to back up the database; absent without BACKUP_DIR. */
  backup?: { folder: string; every: string; keep: number };
  /** Where to serve the operators' pages; absent without HEALTH_PORT. */
  health?: { port: number; host: string };
  /** Where assistants ask over HTTP, and by which tokens; absent without MCP_PORT. */
  mcp?: { port: number; host: string; hosts: string[]; tokens: string[]; signingSecret?: string };
  /** Slack id of the channel to notify when a check fails. */
  opsChannel?: string;
  /** Slack id of the channel that hears of readers' corrections; without it, that of `opsChannel`. */
  correctionsChannel?: string;
  /** Who may ask in Slack. */
  access: AccessRules;
  /** CPU seconds per minute. */
  limits: { person: number; workspace: number };
  auditDays: number;
  /** How many people must agree to a proposal of a press release. */
  reviewers: number;
  /** A model that reads what the desk cannot; absent without ASK_MODEL_URL. */
  model?: { url: string; name: string; key?: string };
  /** The zone of DESK_TIME_ZONE; absent means the machine's. */
  timeZone?: string;
}

type Env = { [name: string]: string | undefined };

/** Reads the environment and the file that SOURCES_FILE names. Throws StartError that lists every problem. */
export function parseConfig(env: Env): Config {
  const { config, problems } = checkConfig(env);
  if (!config) throw new StartError(problems.join('; '));
  return config;
}

/** The configuration, or its problems. */
function checkConfig(env: Env): { config?: Config; problems: string[] } {
  const parsed = Environment.safeParse(env);
  const file = env['SOURCES_FILE']?.trim();
  const listed = file ? readSourcesFile(file) : undefined;
  const problems = [...(parsed.error?.issues.map((issue) => issue.message) ?? []), ...(listed?.problems ?? [])];
  if (!parsed.success || problems.length > 0) return { problems };
  const e = parsed.data;
  const mode = modeOf(e);
  const config: Config = {
    database: databaseOf(e.DATABASE_URL),
    ...slackOf(e, mode),
    ...(e.PORT === undefined ? {} : { port: e.PORT }),
    logLevel: e.LOG_LEVEL ?? (mode ? 'info' : 'warn'),
    ...(listed ? { entries: listed.entries } : {}),
    latest: e.ICE_DETAINERS_ADDRESS ? { 'ice-detainers': e.ICE_DETAINERS_ADDRESS } : {},
    ...(e.BACKUP_DIR
      ? { backup: { folder: e.BACKUP_DIR, every: e.BACKUP_EVERY ?? '1d', keep: e.BACKUP_KEEP ?? KEEP_BACKUPS } }
      : {}),
    ...(e.HEALTH_PORT !== undefined ? { health: { port: e.HEALTH_PORT, host: e.HEALTH_HOST ?? '127.0.0.1' } } : {}),
    ...mcpOf(e),
    ...channelsOf(e),
    access: {
      workspaces: e.ALLOW_WORKSPACES,
      channels: e.ALLOW_CHANNELS,
      groups: e.ALLOW_GROUPS,
      editors: e.EDITORS,
      admins: e.ADMINS,
      guests: e.ALLOW_GUESTS === 'yes',
      connect: e.ALLOW_CONNECT === 'yes',
    },
    limits: { person: e.LIMIT_PERSON ?? 15, workspace: e.LIMIT_WORKSPACE ?? 50 },
    auditDays: e.AUDIT_DAYS ?? 90,
    reviewers: e.REVIEWERS ?? 1,
    ...modelOf(e),
    ...(e.DESK_TIME_ZONE ? { timeZone: e.DESK_TIME_ZONE } : {}),
  };
  return { config, problems };
}

function slackOf(e: Environment, mode: SlackConfig['mode'] | undefined): Pick<Config, 'slack'> {
  const install = installOf(e);
  if (!mode || (!e.SLACK_BOT_TOKEN && !install)) return {};
  return {
    slack: {
      botToken: e.SLACK_BOT_TOKEN ?? '',
      mode,
      ...(install ? { install } : {}),
      ...(e.SLACK_API_URL ? { apiUrl: e.SLACK_API_URL } : {}),
    },
  };
}

function installOf(e: Environment): InstallConfig | undefined {
  const [newest, ...older] = e.TOKEN_KEYS;
  if (!e.SLACK_CLIENT_ID || !e.SLACK_CLIENT_SECRET || !e.PUBLIC_URL || !newest) return undefined;
  const manifest = parseYaml(readFileSync(projectPath('manifest.yml'), 'utf8')) as {
    oauth_config: { scopes: { bot: string[] } };
  };
  return {
    clientId: e.SLACK_CLIENT_ID,
    clientSecret: e.SLACK_CLIENT_SECRET,
    stateSecret: createHmac('sha256', Buffer.from(newest, 'hex')).update('state').digest('hex'),
    publicUrl: e.PUBLIC_URL.replace(/\/$/, ''),
    scopes: manifest.oauth_config.scopes.bot,
    keys: [newest, ...older],
    ...(e.HOME_WORKSPACE ? { home: e.HOME_WORKSPACE } : {}),
  };
}

const channelsOf = (e: Environment): Pick<Config, 'opsChannel' | 'correctionsChannel'> => ({
  ...(e.OPS_CHANNEL ? { opsChannel: e.OPS_CHANNEL } : {}),
  ...(e.CORRECTIONS_CHANNEL ? { correctionsChannel: e.CORRECTIONS_CHANNEL } : {}),
});

function mcpOf(e: Environment): Pick<Config, 'mcp'> {
  if (e.MCP_PORT === undefined) return {};
  const secret = e.SLACK_SIGNING_SECRET ? { signingSecret: e.SLACK_SIGNING_SECRET } : {};
  return {
    mcp: { port: e.MCP_PORT, host: e.MCP_HOST ?? '127.0.0.1', hosts: e.MCP_HOSTS, tokens: e.MCP_TOKEN, ...secret },
  };
}

function modelOf(e: Environment): Pick<Config, 'model'> {
  if (!e.ASK_MODEL_URL || !e.ASK_MODEL_NAME) return {};
  const key = e.ASK_MODEL_KEY ? { key: e.ASK_MODEL_KEY } : {};
  return { model: { url: e.ASK_MODEL_URL, name: e.ASK_MODEL_NAME, ...key } };
}

function modeOf(e: Environment): SlackConfig['mode'] | undefined {
  if (e.SLACK_APP_TOKEN) return { kind: 'socket', appToken: e.SLACK_APP_TOKEN };
  if (e.SLACK_SIGNING_SECRET)
    return { kind: 'http', signingSecret: e.SLACK_SIGNING_SECRET, port: e.PORT ?? 3000, host: e.HOST ?? '0.0.0.0' };
  return undefined;
}

/** A file's path, ':memory:', or postgres://..., of the value of DATABASE_URL. */
const databaseOf = (url: string): string => url.replace(/^sqlite:(\/\/(?=\/))?/, '');

/** The same for another value, as DATABASE_URL would have it. Throws StartError. */
export const readDatabase = (url: string): string => parseConfig({ DATABASE_URL: url }).database;

/** The settings of the database and its backups, regardless of other problems in the environment. Throws StartError. */
export const readStorage = (): Config => parseConfig(storageOf(process.env));

/** DESK_TIME_ZONE, regardless of other problems in the environment. Throws StartError. */
export const readTimeZone = (): Pick<Config, 'timeZone'> =>
  parseConfig({ DESK_TIME_ZONE: process.env['DESK_TIME_ZONE'] });

/** For the doctor: the problems, and as much of the configuration as is valid, down to the database alone. */
export function readConfigAndProblems(): { config?: Config; problems: string[] } {
  const { config, problems } = checkConfig(process.env);
  const least = [storageOf(process.env), { DATABASE_URL: process.env['DATABASE_URL'] }].map(checkConfig);
  const found = config ?? least.find((each) => each.config)?.config;
  return { ...(found ? { config: found } : {}), problems };
}

const storageOf = ({ DATABASE_URL, BACKUP_DIR, BACKUP_EVERY, BACKUP_KEEP }: Env): Env => ({
  DATABASE_URL,
  BACKUP_DIR,
  BACKUP_EVERY,
  BACKUP_KEEP,
});

export const readConfig = (): Config => parseConfig(process.env);
