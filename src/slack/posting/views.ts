import type { ViewsOpenArguments, ViewsPublishArguments, WebClient } from '@slack/web-api';
import { readFailure } from '../connection/read-failure.ts';
import type { HandlerContext } from '../handler-context.ts';

type Hears = Pick<HandlerContext, 'onResult'>;

/** Opens a modal. Throws Slack's error, which is counted. */
export const openView = (desk: Hears, { views }: WebClient, view: ViewsOpenArguments): Promise<void> =>
  counted(desk, '', () => views.open(view));

/** Publishes a home tab; where Slack may not have it once more, since doing so twice does no harm. Throws Slack's error. */
export async function publishView(desk: Hears, { views }: WebClient, view: ViewsPublishArguments): Promise<void> {
  const publish = () => counted(desk, view.user_id, () => views.publish(view));
  try {
    await publish();
  } catch (cause) {
    if (readFailure(cause).kind !== 'unsure') throw cause;
    await publish();
  }
}

async function counted({ onResult }: Hears, place: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    onResult?.({ way: 'view', place, failure: readFailure(cause) });
    throw cause;
  }
  onResult?.({ way: 'view', place });
}
