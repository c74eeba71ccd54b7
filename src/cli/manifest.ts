import { readFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { UserError } from '../errors.ts';
import { projectPath } from '../project.ts';
import { POLICY_STEP } from '../slack/handlers/steps.ts';
import { REDIRECT_PATH } from '../slack/install/installer.ts';
import { parseOptions, writeLine } from './with-context.ts';

/** What this task changes of a Slack manifest. */
interface Manifest {
  oauth_config: { redirect_urls?: string[]; scopes: { bot: string[] } };
  functions?: Record<string, object>;
  mcp_servers?: Record<string, { url: string; auth_type: string }>;
  features: { slash_commands: Record<string, unknown>[] };
  settings: {
    interactivity: Record<string, unknown>;
    event_subscriptions: { bot_events: string[] } & Record<string, unknown>;
    socket_mode_enabled: boolean;
    org_deploy_enabled: boolean;
    function_runtime?: 'remote';
  };
}

const EXAMPLE = 'npm run -s manifest -- --http https://desk.example.org';

/** `manifest [--http <address>] [--workspaces] [--mcp <address>] [--json]`: the manifest to paste into the app's page, or for Slack's command line. */
export async function manifestTask(argv: string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    http: { type: 'string' },
    mcp: { type: 'string' },
    workspaces: { type: 'boolean' },
    steps: { type: 'boolean' },
    json: { type: 'boolean' },
  });
  if (positionals.length > 0) throw new UserError(`The manifest takes no words. Example: ${EXAMPLE}`);
  const text = await readFile(projectPath('manifest.yml'), 'utf8');
  const { http, mcp, workspaces, steps, json } = values;
  if (workspaces && typeof http !== 'string')
    throw new UserError(`A desk for several workspaces runs over HTTP. Example: ${EXAMPLE} --workspaces`);
  if (typeof http !== 'string' && typeof mcp !== 'string' && !steps && !json) return print(text.trimEnd());
  const manifest = parse(text) as Manifest;
  const events = typeof http === 'string' ? readAddress('--http', http, EVENTS) : undefined;
  const forOne = events ? httpManifest(manifest, events) : manifest;
  const forHttp = events && workspaces ? workspacesManifest(forOne, events) : forOne;
  const withSteps = steps ? stepsManifest(forHttp) : forHttp;
  const made = typeof mcp === 'string' ? mcpManifest(withSteps, readAddress('--mcp', mcp, '/mcp')) : withSteps;
  return print(json ? JSON.stringify(made) : stringify(made).trimEnd());
}

function print(text: string): number {
  writeLine(process.stdout, text);
  return 0;
}

/**
 * The manifest for HTTP. Slack sends commands, clicks, what is typed in menus and events to an address of its own each;
 * the desk takes all of them at one.
 */
function httpManifest({ features, settings, ...more }: Manifest, address: string): Manifest {
  const { interactivity, event_subscriptions: events } = settings;
  return {
    ...more,
    features: {
      ...features,
      slash_commands: features.slash_commands.map((command) => ({ ...command, url: address })),
    },
    settings: {
      ...settings,
      interactivity: { ...interactivity, request_url: address, message_menu_options_url: address },
      event_subscriptions: { request_url: address, ...events },
      socket_mode_enabled: false,
    },
  };
}

/** For installs by OAuth, in workspaces and in whole organizations: the address to return to, and what ends an install. */
function workspacesManifest({ oauth_config: oauth, settings, ...more }: Manifest, events: string): Manifest {
  const { event_subscriptions: subscriptions } = settings;
  return {
    ...more,
    oauth_config: { redirect_urls: [events.replace(EVENTS, REDIRECT_PATH)], ...oauth },
    settings: {
      ...settings,
      event_subscriptions: { ...subscriptions, bot_events: [...subscriptions.bot_events, ...ENDS].sort() },
      org_deploy_enabled: true,
    },
  };
}

/** After these, what belongs to the workspace is deleted (slack/install/workspaces.ts). */
const ENDS = ['app_uninstalled', 'team_access_revoked', 'tokens_revoked'];

const parameter = (name: string, title: string, description: string, type = 'string', isRequired = true) => ({
  [name]: { name, type, title, description, is_required: isRequired },
});

/** With the step of Slack's workflow builder. Slack wants such an app to be ready for organizations. */
const stepsManifest = ({ settings, ...more }: Manifest): Manifest => ({
  ...more,
  functions: {
    [POLICY_STEP]: {
      title: 'Policy at a date',
      description: 'The rules on ICE detainers that governed a place on a day, with sources',
      input_parameters: {
        ...parameter('place', 'Place', 'A county, city, state or agency, such as Cook County, IL'),
        ...parameter('on', 'Day', 'Today, if it is left out', 'slack#/types/date', false),
      },
      output_parameters: {
        ...parameter('answer', 'Answer', 'One sentence that stands alone'),
        ...parameter('details', 'Details', 'The whole answer with its sources'),
        ...parameter('answer_id', 'Answer id', 'Shows the answer again: /detainer show'),
        ...parameter('line', 'Command', 'The command line that gives the answer'),
      },
    },
  },
  settings: {
    ...settings,
    event_subscriptions: {
      ...settings.event_subscriptions,
      bot_events: [...settings.event_subscriptions.bot_events, 'function_executed'].sort(),
    },
    org_deploy_enabled: true,
    function_runtime: 'remote',
  },
});

/** With the desk's tools for Slackbot, which signs each question with the person who asks. */
const mcpManifest = ({ oauth_config: oauth, ...more }: Manifest, url: string): Manifest => ({
  ...more,
  oauth_config: { ...oauth, scopes: { ...oauth.scopes, bot: [...oauth.scopes.bot, 'mcp:connect'] } },
  mcp_servers: { 'detainer-desk': { url, auth_type: 'slack_identity_auth' } },
});

/** Where Bolt's receiver listens. */
const EVENTS = '/slack/events';

function readAddress(option: string, text: string, end: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.search || url.hash || url.username)
    throw new UserError(
      `${option} must be the public https address of the desk, which Slack calls. Example: ${EXAMPLE.replace('--http', option)}`,
    );
  const path = url.pathname.replace(/\/{1,9}$/, '');
  return `${url.origin}${path.endsWith(end) ? path : `${path}${end}`}`;
}
