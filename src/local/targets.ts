import { findElement } from './block-ids.ts';
import type { JsonObject } from './json.ts';
import { ApiError } from './web-api/args.ts';
import type { Channel, Message, View, Workspace } from './workspace.ts';

/** Where a control stands: on a message, in a modal, or on the home tab. */
export interface Target {
  channel?: string;
  ts?: string;
  view?: string;
}

export interface Control extends Target {
  blockId: string;
  actionId: string;
}

/** Finds what the page points at; throws ApiError where it is not there any more. */
export function createTargets(workspace: Workspace) {
  const channelAt = (id: string | undefined): Channel => {
    const channel = workspace.channels.find((each) => each.id === id);
    if (!channel) throw new ApiError('channel_not_found');
    return channel;
  };
  const placeOf = (spot: Target): { view: View } | { message: Message; channel: Channel } => {
    if (spot.view) {
      const view = [...workspace.modals, ...(workspace.home ? [workspace.home] : [])].find(
        (each) => each.id === spot.view,
      );
      if (!view) throw new ApiError('view_not_found');
      return { view };
    }
    const message = workspace.find(spot.channel ?? '', spot.ts ?? '');
    if (!message) throw new ApiError('message_not_found');
    return { message, channel: channelAt(spot.channel) };
  };
  const blocksOf = (place: ReturnType<typeof placeOf>): JsonObject[] =>
    'view' in place ? (place.view.body['blocks'] as JsonObject[]) : place.message.blocks;
  const keyOf = (spot: Target, blockId: string, actionId: string) =>
    [spot.view ?? spot.ts, blockId, actionId].join('\n');
  const loadedFor = (spot: Target) => (blockId: string, actionId: string) =>
    workspace.options.get(keyOf(spot, blockId, actionId)) ?? [];
  const elementAt = (control: Control) => {
    const place = placeOf(control);
    const element = findElement(blocksOf(place), control.blockId, control.actionId);
    if (!element) throw new ApiError('element_not_found');
    return { place, element };
  };
  return { channelAt, placeOf, blocksOf, keyOf, loadedFor, elementAt };
}
