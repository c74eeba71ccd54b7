import { maskPersonalData } from '../rules/private-text.ts';
import { findElement } from './block-ids.ts';
import { type FormValues, findConversations, findMissingInputs, stateValues } from './form-values.ts';
import { isObject, type JsonObject, objectsIn } from './json.ts';
import * as payloads from './payloads.ts';
import type { Receiver } from './receiver.ts';
import { addAck, addNotice, escapeMrkdwn } from './response-url.ts';
import { type Api, ApiError } from './web-api/args.ts';
import type { Message, View } from './workspace.ts';
import { LOCAL_IDS } from './workspace.ts';

/** Where a control is: on a message, or in a view (the modal or the home tab). */
type Location = { view: string } | { channel: string; ts: string };

export interface Control {
  location: Location;
  blockId: string;
  actionId: string;
}

export type UserActions = ReturnType<typeof createUserActions>;

/** What a person does on the page. Each action becomes the payload that Slack would send to the app. */
export function createUserActions(api: Api, receiver: Receiver) {
  const { workspace, triggers } = api;

  const responseUrl = (channel: string, threadTs?: string) =>
    `${api.origin()}/response/${triggers.newResponse({ channel, ...(threadTs ? { threadTs } : {}) })}`;

  function findChannel(id: string) {
    const channel = workspace.channels.find((each) => each.id === id);
    if (!channel) throw new ApiError('channel_not_found');
    return channel;
  }
  function findView(id: string): View {
    const view = [workspace.modal, workspace.home].find((each) => each?.id === id);
    if (!view) throw new ApiError('view_not_found');
    return view;
  }
  function findMessage({ channel, ts }: { channel: string; ts: string }): Message {
    const message = workspace.findMessage(channel, ts);
    if (!message) throw new ApiError('message_not_found');
    return message;
  }
  const blocksOf = (view: View) => view.body['blocks'] as JsonObject[];

  /** Delivers an event and waits until the app has finished with it. */
  async function deliverEvent(event: JsonObject): Promise<void> {
    const { done } = await receiver.deliver(payloads.eventCallback(event, workspace.newId('Ev')));
    await done;
  }

  return {
    /** `/detainer <text>`, typed in a channel. */
    async command(channelId: string, text: string): Promise<void> {
      const channel = findChannel(channelId);
      workspace.addMessage({
        channel: channel.id,
        from: 'you',
        ephemeral: true,
        text: escapeMrkdwn(maskPersonalData(`/detainer ${text}`.trim())),
        blocks: [],
      });
      const { acked, body } = await receiver.deliver(
        payloads.slashCommand(channel, text, triggers.newTrigger(), responseUrl(channel.id)),
      );
      if (acked) addAck(workspace, { channel: channel.id }, body);
      else addNotice(workspace, channel.id, '/detainer failed with the error "operation_timeout".');
    },

    /** A message to the desk: a mention in the channel, or a direct message. */
    async writeMessage(channelId: string, text: string): Promise<void> {
      const channel = findChannel(channelId);
      const mention = channel.isDm ? '' : `<@${LOCAL_IDS.botUser}> `;
      const message = workspace.addMessage({
        channel: channel.id,
        from: 'you',
        ephemeral: false,
        text: mention + escapeMrkdwn(maskPersonalData(text)),
        blocks: [],
      });
      // The page keeps no personal data; the desk, asked with it, refuses.
      const said = { ...message, text: mention + escapeMrkdwn(text) };
      await deliverEvent(payloads.messageEvent(said, channel.isDm));
      if (workspace.messages.at(-1) === message)
        addNotice(workspace, channel.id, 'Nothing answered that. Commands do: /detainer help');
    },

    /** A click on a button. */
    async click({ location, blockId, actionId }: Control): Promise<void> {
      const view = 'view' in location ? findView(location.view) : undefined;
      const message = 'view' in location ? undefined : findMessage(location);
      const element = findElement(view ? blocksOf(view) : (message?.blocks ?? []), blockId, actionId);
      if (element?.['type'] !== 'button') throw new ApiError('element_not_found');
      const { type, value, text } = element;
      const action = { type, value, text, action_id: actionId, block_id: blockId, action_ts: workspace.nextTs() };
      const payload = message
        ? payloads.messageClick(
            message,
            findChannel(message.channel),
            action,
            triggers.newTrigger(),
            responseUrl(message.channel, message.threadTs),
          )
        : payloads.viewClick(view as View, action, triggers.newTrigger());
      const { acked } = await receiver.deliver(payload);
      if (!acked) throw new ApiError('the desk did not accept this click');
    },

    /** The options of a menu that the app supplies while a person types. */
    async suggest(viewId: string, blockId: string, actionId: string, value: string): Promise<JsonObject[]> {
      const view = findView(viewId);
      if (!findElement(blocksOf(view), blockId, actionId)) throw new ApiError('element_not_found');
      const { body } = await receiver.deliver(payloads.blockSuggestion(view, blockId, actionId, value));
      const options = objectsIn(isObject(body) ? body['options'] : []).slice(0, 100);
      workspace.offered = [...options, ...workspace.offered].slice(0, 500);
      return options;
    },

    /** Submits the modal's form. Returns problems by block id; none if the desk accepted the form. */
    async submit(viewId: string, form: FormValues): Promise<JsonObject> {
      const view = findView(viewId);
      const missing = findMissingInputs(blocksOf(view), form);
      if (Object.keys(missing).length > 0) return missing;
      const values = stateValues(blocksOf(view), form, workspace.offered);
      const responseUrls = findConversations(blocksOf(view), form).map((id) => ({
        response_url: responseUrl(findChannel(id).id),
        channel_id: id,
      }));
      const { acked, body } = await receiver.deliver(
        payloads.viewSubmission(view, values, triggers.newTrigger(), responseUrls),
      );
      if (!acked) throw new ApiError('the desk did not accept this form in time');
      if (isObject(body) && isObject(body['errors'])) return body['errors'];
      workspace.setModal(undefined);
      return {};
    },

    /** Closes the modal. */
    close(viewId: string): void {
      if (workspace.modal?.id === viewId) workspace.setModal(undefined);
    },

    /** A shortcut of the workspace, or of a message. */
    async shortcut(callbackId: string, location?: { channel: string; ts: string }): Promise<void> {
      const triggerId = triggers.newTrigger();
      const ts = workspace.nextTs();
      const message = location && findMessage(location);
      const payload = message
        ? payloads.messageShortcut(callbackId, message, findChannel(message.channel), {
            triggerId,
            ts,
            responseUrl: responseUrl(message.channel, message.threadTs),
          })
        : payloads.globalShortcut(callbackId, triggerId, ts);
      const { acked } = await receiver.deliver(payload);
      if (!acked) throw new ApiError('the desk did not accept this shortcut');
    },

    openHome: () => deliverEvent(payloads.appHomeOpened(workspace.home, workspace.nextTs())),
  };
}
