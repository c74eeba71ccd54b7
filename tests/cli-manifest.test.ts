import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { manifestTask } from '../src/cli/manifest.ts';
import { projectPath } from '../src/project.ts';

const ours = parse(readFileSync(projectPath('manifest.yml'), 'utf8'));
let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  return () => vi.restoreAllMocks();
});

describe('manifest', () => {
  test('alone prints the one for Socket Mode, as it is', async () => {
    expect(await manifestTask([])).toBe(0);
    expect(printed.trim()).toBe(readFileSync(projectPath('manifest.yml'), 'utf8').trim());
  });

  test.each(['https://desk.example.org', 'https://desk.example.org/', 'https://desk.example.org/slack/events'])(
    '--http %s: all that Slack calls is set, and the rest is as for Socket Mode',
    async (address) => {
      await manifestTask(['--http', address]);
      const made = parse(printed);
      const url = 'https://desk.example.org/slack/events';
      expect(made.settings).toMatchObject({
        socket_mode_enabled: false,
        event_subscriptions: { request_url: url, bot_events: ours.settings.event_subscriptions.bot_events },
        interactivity: { is_enabled: true, request_url: url, message_menu_options_url: url },
      });
      expect(made.features.slash_commands).toEqual(
        ours.features.slash_commands.map((command: object) => ({ ...command, url })),
      );
      // Nothing else differs.
      made.settings.socket_mode_enabled = true;
      for (const [place, key] of [
        ['event_subscriptions', 'request_url'],
        ['interactivity', 'request_url'],
        ['interactivity', 'message_menu_options_url'],
      ] as const)
        delete made.settings[place][key];
      for (const command of made.features.slash_commands) delete command.url;
      expect(made).toEqual(ours);
    },
  );

  test('an address with a path keeps it', async () => {
    await manifestTask(['--http', 'https://example.org/desk', '--json']);
    expect(JSON.parse(printed).settings.interactivity.request_url).toBe('https://example.org/desk/slack/events');
  });

  test('--mcp adds the tools for Slackbot and their scope, and nothing else', async () => {
    await manifestTask(['--mcp', 'https://desk.example.org']);
    const { mcp_servers: servers, ...made } = parse(printed);
    expect(servers).toEqual({
      'detainer-desk': { url: 'https://desk.example.org/mcp', auth_type: 'slack_identity_auth' },
    });
    expect(made.oauth_config.scopes.bot).toEqual([...ours.oauth_config.scopes.bot, 'mcp:connect']);
    made.oauth_config.scopes.bot.pop();
    expect(made).toEqual(ours);
    await expect(manifestTask(['--mcp', 'http://desk.example.org'])).rejects.toThrow(
      'Example: npm run -s manifest -- --mcp',
    );
  });

  test('--workspaces adds the way of an install and what ends it, for organizations too, and nothing else', async () => {
    await manifestTask(['--http', 'https://desk.example.org']);
    const forOne = parse(printed);
    printed = '';
    await manifestTask(['--http', 'https://desk.example.org', '--workspaces']);
    const made = parse(printed);
    expect(made.oauth_config.redirect_urls).toEqual(['https://desk.example.org/slack/oauth_redirect']);
    expect(made.settings.org_deploy_enabled).toBe(true);
    const { bot_events: events } = made.settings.event_subscriptions;
    const ends = ['app_uninstalled', 'team_access_revoked', 'tokens_revoked'];
    expect(events).toEqual(expect.arrayContaining(ends));
    delete made.oauth_config.redirect_urls;
    made.settings.org_deploy_enabled = false;
    made.settings.event_subscriptions.bot_events = events.filter((name: string) => !ends.includes(name));
    expect(made).toEqual(forOne);
    await expect(manifestTask(['--workspaces'])).rejects.toThrow(/runs over HTTP/);
  });

  test('--steps adds the step of the workflow builder and its event, and nothing else', async () => {
    await manifestTask(['--steps', '--json']);
    const { functions, ...made } = JSON.parse(printed);
    expect(Object.keys(functions)).toEqual(['policy_at_date']);
    expect(made.settings).toEqual({
      ...ours.settings,
      org_deploy_enabled: true,
      function_runtime: 'remote',
      event_subscriptions: {
        bot_events: [...ours.settings.event_subscriptions.bot_events, 'function_executed'].sort(),
      },
    });
    expect({ ...made, settings: ours.settings }).toEqual(ours);
  });

  test("--json is for Slack's command line, whose hooks name scripts that exist", async () => {
    await manifestTask(['--json']);
    expect(JSON.parse(printed)).toEqual(ours);
    const { hooks } = JSON.parse(readFileSync(projectPath('.slack/hooks.json'), 'utf8'));
    const { scripts } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8'));
    for (const hook of Object.values<string>(hooks))
      expect(Object.keys(scripts)).toContain(/npm (?:run -s )?(\w+)/.exec(hook)?.[1]);
  });

  test.each([
    ['--http', 'http://desk.example.org'],
    ['--http', 'desk.example.org'],
    ['--http', 'https://me@desk.example.org'],
    ['--http', 'https://desk.example.org?x=1'],
    ['socket'],
  ])('%s %s is refused with an example', async (...argv) => {
    await expect(manifestTask(argv)).rejects.toThrow('Example: npm run -s manifest -- --http https://');
  });
});

test('optional scopes are among those that are asked for', () => {
  const { bot, bot_optional: optional } = ours.oauth_config.scopes;
  expect(optional.length).toBeGreaterThan(0);
  for (const scope of optional) expect(bot).toContain(scope);
});
