import fc from 'fast-check';
import { commandLines } from './lines.ts';
import { anyText, mutated, odd } from './odd-text.ts';

type Json = Record<string, unknown>;

/** A payload as Slack sends it, whether somebody waits for its ack, and of which kind it is. */
export interface Payload {
  kind: string;
  body: Json;
  waits: boolean;
}

const person = fc.constantFrom<Json>(
  { id: 'U2', username: 'reader', team_id: 'T1' },
  { id: 'U3', name: 'x' },
  { id: 'W4', team_id: null },
);
const channel = fc.constantFrom('C1', 'C2', 'D3', 'G4');
const metadata = fc.oneof(
  { weight: 3, arbitrary: channel.map((channelId) => JSON.stringify({ channelId })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('', '{}', 'null', '[]', '1', '"x"', '{"channelId":7}', '{"responseUrl":{}}'),
  },
  { weight: 1, arbitrary: anyText },
);

/** Every kind of payload that a person can cause, real ones and ones that are not quite. */
export function payloads(words: string[], responseUrl: string): Record<'clicks' | 'forms', fc.Arbitrary<Payload>> {
  const line = commandLines(words);
  const common = fc.record({
    team: fc.constantFrom<Json | null>({ id: 'T1', domain: 'team' }, { id: 'T1' }, null),
    user: person,
    api_app_id: fc.constant('A1'),
    token: fc.constant('x'),
  });
  const value = fc.oneof(
    { weight: 6, arbitrary: line },
    { weight: 2, arbitrary: anyText },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, null, 7, {}, []) },
  );
  const actionId = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('words:f:0', 'words:e:1', 'post', 'post', 'open-search') },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: mutated(fc.constantFrom('words:f:0', 'post', 'open-search', 'vote:1')) },
  );
  const click = fc.tuple(common, actionId, value, channel, fc.boolean()).map(
    ([base, id, words, where, isHome]): Payload => ({
      kind: 'clicks',
      waits: true,
      body: {
        ...base,
        type: 'block_actions',
        trigger_id: '1.2',
        container: { type: isHome ? 'view' : 'message' },
        ...(isHome ? {} : { channel: { id: where }, response_url: responseUrl }),
        actions: [{ type: 'button', action_id: id, block_id: 'b', value: words, action_ts: '1' }],
      },
    }),
  );
  const shortcut = fc
    .tuple(common, fc.constantFrom('ask-desk', 'ask-desk-about', 'other'), fc.oneof(line, anyText), channel)
    .map(
      ([base, id, text, where]): Payload => ({
        kind: 'shortcuts',
        waits: true,
        body:
          id === 'ask-desk'
            ? { ...base, type: 'shortcut', callback_id: id, trigger_id: '1.2' }
            : {
                ...base,
                type: 'message_action',
                callback_id: id,
                trigger_id: '1.2',
                response_url: responseUrl,
                channel: { id: where },
                message: { type: 'message', ts: '1.1', text },
              },
      }),
    );
  const typeahead = fc.tuple(common, fc.oneof(fc.constantFrom(...words), anyText, mutated(line)), metadata).map(
    ([base, typed, private_metadata]): Payload => ({
      kind: 'typeahead',
      waits: true,
      body: {
        ...base,
        type: 'block_suggestion',
        action_id: 'place',
        block_id: 'place',
        value: typed,
        view: { callback_id: 'search', private_metadata },
      },
    }),
  );
  const heard = fc
    .tuple(
      fc.constantFrom('app_mention', 'message'),
      fc.oneof({ weight: 3, arbitrary: line }, anyText),
      channel,
      fc.nat(),
    )
    .map(
      ([type, text, where, at]): Payload => ({
        kind: type === 'message' ? 'direct messages' : 'mentions',
        waits: false,
        body: {
          type: 'event_callback',
          team_id: 'T1',
          api_app_id: 'A1',
          event: {
            type,
            user: 'U2',
            channel: type === 'message' ? 'D3' : where,
            ...(type === 'message' ? { channel_type: 'im' } : {}),
            text: type === 'message' ? text : `<@U1> ${text}`,
            ts: `1700000000.${at}`,
          },
        },
      }),
    );
  const option = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('"Cook County, IL"', 'Minnesota', 'LASD', ...words) },
    { weight: 2, arbitrary: mutated(fc.constantFrom('"Cook County, IL"', 'Texas')) },
    { weight: 1, arbitrary: anyText },
  );
  const day = fc.constantFrom<unknown>('2026-02-11', '2025-01-01', '9999-12-31', '0000-00-00', null, undefined, 'x', 5);
  const form = fc
    .tuple(
      common,
      metadata,
      fc.option(option),
      fc.constantFrom('policy', 'lookup', 'releases', 'constructor', ''),
      day,
      day,
      fc.constantFrom('search', 'search', 'search', 'search', 'other'),
      fc.constantFrom<unknown[] | undefined>([], [{ response_url: responseUrl, channel_id: 'C1' }], undefined),
    )
    .map(
      ([base, private_metadata, place, kind, since, until, callback_id, response_urls]): Payload => ({
        kind: 'forms',
        waits: true,
        body: {
          ...base,
          type: 'view_submission',
          view: {
            callback_id,
            private_metadata,
            state: {
              values: {
                place: { place: { selected_option: place === null ? null : { value: place } } },
                kind: { kind: { selected_option: { value: kind } } },
                since: { since: { selected_date: since } },
                until: { until: { selected_date: until } },
              },
            },
          },
          ...(response_urls ? { response_urls } : {}),
        },
      }),
    );
  return {
    clicks: fc.oneof(
      { weight: 6, arbitrary: click },
      { weight: 1, arbitrary: shortcut },
      { weight: 2, arbitrary: typeahead },
      { weight: 2, arbitrary: heard },
    ),
    forms: form,
  };
}
