import type { App } from '@slack/bolt';
import { homeView } from '../blocks/home-view.ts';
import type { Clients } from './clients.ts';
import { type Desk, nameOf } from './desk.ts';

/** Publishes the home tab each time that a person opens it. */
export function addHome(app: App, desk: Desk, { views }: Clients): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home' || !desk.home) return;
    try {
      const view = homeView(await desk.home(event.user));
      await views.views.publish({ user_id: event.user, view: view as never });
    } catch (cause) {
      desk.log.warn({ cause: nameOf(cause) }, 'the home tab could not be published');
    }
  });
}
