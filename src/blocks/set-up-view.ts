import type { InputBlock, ModalView, PlainTextOption, RadioButtons } from '@slack/types';
import { textObject } from './parts.ts';
import type { SearchOrigin } from './search-view.ts';
import { SET_UP } from './words.ts';

/** What a channel has set up now, and the person's zone: the fields begin with it. */
export interface SetUp {
  at?: string;
  zone?: string;
  places?: string;
  weekdays?: boolean;
  /** A digest is set up: what is left alone stays as it is. */
  exists?: boolean;
}

const ZONES = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles', 'UTC'];

/** The form that sets up a digest or a watch. `place` is filled in where an answer's button opened it. */
export function setUpView(what: 'digest' | 'watch', place: string, origin: SearchOrigin, now: SetUp): ModalView {
  const zones = now.zone && !ZONES.includes(now.zone) ? [now.zone, ...ZONES] : ZONES;
  const chosen = place.length > 0 && place.length <= 150 ? option(place, place) : undefined;
  return {
    type: 'modal',
    callback_id: 'set-up',
    private_metadata: JSON.stringify(origin),
    title: textObject(SET_UP.title, 24),
    submit: textObject(SET_UP.submit, 24),
    close: textObject(SET_UP.close, 24),
    blocks: [
      radios('what', SET_UP.what, SET_UP.whats, what),
      {
        type: 'input',
        block_id: 'place',
        optional: true,
        label: textObject(SET_UP.place, 100),
        hint: textObject(now.places ? SET_UP.placeKept(now.places) : SET_UP.placeHint, 200),
        element: {
          type: 'external_select',
          action_id: 'place',
          min_query_length: 2,
          placeholder: textObject(SET_UP.placeholder, 75),
          ...(chosen ? { initial_option: chosen } : {}),
        },
      },
      radios('kinds', SET_UP.kind, now.exists ? { keep: SET_UP.keep, ...SET_UP.kinds } : SET_UP.kinds),
      {
        type: 'input',
        block_id: 'at',
        optional: true,
        label: textObject(SET_UP.at, 100),
        hint: textObject(SET_UP.digestOnly, 200),
        element: {
          type: 'plain_text_input',
          action_id: 'at',
          max_length: 20,
          initial_value: now.at ?? '8:00 am',
          placeholder: textObject('8:00 am', 75),
        },
      },
      radios('zone', SET_UP.zone, Object.fromEntries(zones.map((zone) => [zone, zone])), now.zone),
      radios('days', SET_UP.days, SET_UP.dayChoices, now.weekdays ? 'mon-fri' : 'daily'),
      ...(origin.channelId ? [] : [conversation]),
    ],
  };
}

const conversation: InputBlock = {
  type: 'input',
  block_id: 'to',
  label: textObject(SET_UP.to, 100),
  hint: textObject(SET_UP.toHint, 200),
  element: {
    type: 'conversations_select',
    action_id: 'to',
    response_url_enabled: true,
    default_to_current_conversation: true,
  },
};

const option = (value: string, label: string): PlainTextOption => ({ text: textObject(label, 75), value });

function radios(name: string, label: string, choices: Record<string, string>, initial?: string): InputBlock {
  const options = Object.entries(choices).map(([value, text]) => option(value, text));
  const first = options.find(({ value }) => value === initial) ?? options[0];
  const element: RadioButtons = {
    type: 'radio_buttons',
    action_id: name,
    options,
    ...(first ? { initial_option: first } : {}),
  };
  return { type: 'input', block_id: name, label: textObject(label, 100), element };
}
