import type { App } from '@slack/bolt';
import { homeView } from '../../blocks/home-view.ts';
import { callerOf } from '../access/caller.ts';
import type { Clients } from '../connection/clients.ts';
import { describeError, type HandlerContext } from '../handler-context.ts';
import { publishView } from '../posting/views.ts';
import type { AgentView } from './agent-view.ts';

/** Publishes a fresh home tab each time a person opens it, and offers prompts in the agent view. */
export function addHome(app: App, desk: HandlerContext, clients: Clients, agent: AgentView): void {
  app.event('app_home_opened', async ({ event, context }) => {
    // Slack's agent view opens on this tab.
    if (event.tab === 'messages') return agent.opened(event);
    if (event.tab !== 'home' || !desk.home) return;
    try {
      const view = homeView(await desk.home(event.user, callerOf(context).zone), desk.untold.of(event.user));
      await publishView(desk, clients.views, { user_id: event.user, view });
      desk.untold.shown(event.user);
    } catch (cause) {
      desk.log.warn({ cause: describeError(cause) }, 'the home tab could not be published');
    }
  });
}
