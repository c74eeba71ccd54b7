import { isObject } from './block-ids.ts';
import type { JsonObject } from './json.ts';
import * as payloads from './payloads.ts';
import type { Receiver } from './receiver.ts';
import { notice, putAck } from './response-url.ts';
import { heldValue, missingInputs, type Raw, stateValues } from './state-values.ts';
import { type Control, createTargets } from './targets.ts';
import { type Api, ApiError } from './web-api/args.ts';
import { newView, replaceView } from './web-api/views.ts';
import type { Message, View } from './workspace.ts';
import { LOCAL_IDS } from './workspace.ts';

export type UserActions = ReturnType<typeof createUserActions>;

/** What a person does at the page, each as the payload that Slack would send to the app, and what comes of it. */
export function createUserActions(api: Api, receiver: Receiver) {
  const { workspace, tickets } = api;
  const responseUrl = (channel: string, message?: Message) =>
    `${api.origin()}/response/${tickets.newResponse({ channel, ...(message ? { ts: message.ts } : {}), ...(message?.threadTs ? { threadTs: message.threadTs } : {}) })}`;
  const { channelAt, placeOf, blocksOf, keyOf, loadedFor, elementAt } = createTargets(workspace);

  return {
    /** `/detainer <text>`, typed in a channel. */
    async command(channelId: string, text: string): Promise<void> {
      const channel = channelAt(channelId);
      workspace.add({
        channel: channel.id,
        from: 'you',
        ephemeral: true,
        text: escaped(`/detainer ${text}`.trim()),
        blocks: [],
      });
      const url = responseUrl(channel.id);
      const { acked, body } = await receiver.deliver(payloads.slashCommand(channel, text, tickets.newTrigger(), url));
      if (acked) putAck(workspace, { channel: channel.id }, body);
      else notice(workspace, channel.id, '/detainer failed with the error "operation_timeout".');
    },

    /** Words said to the desk: its name in the channel, or in the direct message. */
    async say(channelId: string, text: string, threadTs?: string): Promise<void> {
      const channel = channelAt(channelId);
      const mention = channel.isDm ? '' : `<@${LOCAL_IDS.botUser}> `;
      const message = workspace.add({
        channel: channel.id,
        from: 'you',
        ephemeral: false,
        text: mention + escaped(text),
        blocks: [],
        ...(threadTs ? { threadTs } : {}),
      });
      const before = workspace.messages.length;
      const { done } = await receiver.deliver(
        payloads.eventCallback(
          payloads.messageEvent(message, channel.isDm),
          workspace.newId('Ev'),
          Math.floor(Number(message.ts)),
        ),
      );
      await done;
      if (workspace.messages.length === before && workspace.messages.at(-1) === message)
        notice(workspace, channel.id, 'Nothing answered that. Commands do: /detainer help');
    },

    /** A click, or a choice in a menu. */
    async act(control: Control, chosen: string | string[] | undefined, raw: Raw): Promise<void> {
      const { place, element } = elementAt(control);
      const loaded = loadedFor(control);
      const action = {
        ...heldValue(element, chosen, loaded(control.blockId, control.actionId)),
        action_id: control.actionId,
        block_id: control.blockId,
        action_ts: workspace.nextTs(),
      };
      const click = { action, triggerId: tickets.newTrigger(), values: stateValues(blocksOf(place), raw, loaded) };
      const payload =
        'view' in place
          ? payloads.viewActions(place.view, click)
          : payloads.messageActions(place.message, place.channel, responseUrl(place.channel.id, place.message), click);
      const { acked } = await receiver.deliver(payload);
      if (!acked && element['url'] === undefined) throw new ApiError('the desk did not take this click');
    },

    /** The options of a menu that the app fills while a person types. */
    async suggest(control: Control, value: string): Promise<JsonObject> {
      const { place } = elementAt(control);
      const { body } = await receiver.deliver(payloads.blockSuggestion(place, { ...control, value }));
      const given = isObject(body) ? body : {};
      const groups = Array.isArray(given['option_groups']) ? given['option_groups'].filter(isObject) : [];
      const flat = [given, ...groups].flatMap((each) =>
        Array.isArray(each['options']) ? each['options'].filter(isObject) : [],
      );
      const key = keyOf(control, control.blockId, control.actionId);
      workspace.options.set(key, [...flat, ...(workspace.options.get(key) ?? [])].slice(0, 500));
      return groups.length > 0 ? { option_groups: groups } : { options: flat.slice(0, 100) };
    },

    /** Sends a modal's form; returns what is wrong by block id, nothing when it was taken. */
    async submit(viewId: string, raw: Raw): Promise<Record<string, string>> {
      const place = placeOf({ view: viewId });
      if (!('view' in place)) return {};
      const { view } = place;
      const blocks = blocksOf(place);
      const missing = missingInputs(blocks, raw);
      if (Object.keys(missing).length > 0) return missing;
      const values = stateValues(blocks, raw, loadedFor({ view: viewId }));
      const { acked, body } = await receiver.deliver(payloads.viewSubmission(view, values, tickets.newTrigger()));
      if (!acked) throw new ApiError('the desk did not take this form in time');
      return applySubmission(view, isObject(body) ? body : {});
    },

    /** Closes the modal in front. */
    async close(viewId: string): Promise<void> {
      const view = workspace.modals.find((each) => each.id === viewId);
      if (!view) return;
      const cleared = view.body['clear_on_close'] === true;
      workspace.modals = cleared ? [] : workspace.modals.filter((each) => each !== view);
      workspace.tell({ kind: 'modal' });
      if (view.body['notify_on_close'] === true) await receiver.deliver(payloads.viewClosed(view, cleared));
    },

    async shortcut(callbackId: string, spot?: { channel: string; ts: string }): Promise<void> {
      const triggerId = tickets.newTrigger();
      const ts = workspace.nextTs();
      const place = spot ? placeOf(spot) : undefined;
      const payload =
        place && 'message' in place
          ? payloads.messageShortcut(callbackId, place.message, place.channel, {
              triggerId,
              ts,
              responseUrl: responseUrl(place.channel.id, place.message),
            })
          : payloads.globalShortcut(callbackId, triggerId, ts);
      const { acked } = await receiver.deliver(payload);
      if (!acked) throw new ApiError('the desk did not take this shortcut');
    },

    async openHome(): Promise<void> {
      const ts = workspace.nextTs();
      const event = payloads.appHomeOpened(workspace.home, ts);
      const { done } = await receiver.deliver(
        payloads.eventCallback(event, workspace.newId('Ev'), Math.floor(Number(ts))),
      );
      await done;
    },
  };

  /** What the body of a submission's ack asks for: errors, another view, one more, or the end. */
  function applySubmission(view: View, body: JsonObject): Record<string, string> {
    const asked = body['response_action'];
    if (asked === 'errors' && isObject(body['errors']))
      return Object.fromEntries(Object.entries(body['errors']).map(([block, said]) => [block, String(said)]));
    const next = isObject(body['view']) ? body['view'] : {};
    if (asked === 'update') replaceView(api, view, next);
    else {
      if (asked === 'push') workspace.modals = [...workspace.modals, newView(api, next, 'modal', view)];
      else workspace.modals = asked === 'clear' ? [] : workspace.modals.filter((each) => each !== view);
      workspace.tell({ kind: 'modal' });
    }
    return {};
  }
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
