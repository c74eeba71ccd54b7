import { plainText } from './parts.ts';
import { SEARCH } from './words.ts';

type Json = Record<string, unknown>;

/** A place, agency or facility to choose; `words` is what a command line says of it. */
export interface PlaceOption {
  words: string;
  label: string;
  detail: string;
}

/** Where the answer goes: the address of the command or message that it came from; else the person chooses. */
export interface SearchOrigin {
  responseUrl?: string;
  channelId?: string;
}

/** Where a form was opened, as `searchView` wrote it; nothing where it is something else. */
export function readOrigin(metadata: string | undefined): SearchOrigin {
  try {
    const { responseUrl, channelId } = JSON.parse(metadata || '{}') as Record<string, unknown>;
    return {
      ...(typeof responseUrl === 'string' ? { responseUrl } : {}),
      ...(typeof channelId === 'string' ? { channelId } : {}),
    };
  } catch {
    return {};
  }
}

const plain = (text: string, max: number): Json => ({
  type: 'plain_text',
  text: plainText(text, max).replace(/\n/g, ' ') || ' ',
  emoji: false,
});

/** An option of a select, inside Slack's 75 and 150 characters; undefined where its words would not fit. */
export const optionOf = ({ words, label, detail }: PlaceOption): Json | undefined =>
  words.length <= 150 && words.length > 0
    ? { text: plain(label, 75), value: words, description: plain(detail, 75) }
    : undefined;

export const KINDS = ['policy', 'lookup', 'releases'] as const;
export type Kind = (typeof KINDS)[number];

/** The search as a modal; `guess` stands in the place field. */
export function searchView(origin: SearchOrigin, guess?: PlaceOption): Json {
  const initial = guess ? optionOf(guess) : undefined;
  const kinds = KINDS.map((kind) => ({ text: plain(SEARCH.kinds[kind], 75), value: kind }));
  const day = (block: string, label: string, hint: string) => ({
    type: 'input',
    block_id: block,
    optional: true,
    label: plain(label, 100),
    hint: plain(hint, 200),
    element: { type: 'datepicker', action_id: block, placeholder: plain(SEARCH.anyDay, 75) },
  });
  return {
    type: 'modal',
    callback_id: 'search',
    private_metadata: JSON.stringify(origin),
    title: plain(SEARCH.title, 24),
    submit: plain(SEARCH.submit, 24),
    close: plain(SEARCH.close, 24),
    blocks: [
      {
        type: 'input',
        block_id: 'place',
        label: plain(SEARCH.place, 100),
        hint: plain(SEARCH.placeHint, 200),
        element: {
          type: 'external_select',
          action_id: 'place',
          min_query_length: 2,
          placeholder: plain(SEARCH.placeholder, 75),
          ...(initial ? { initial_option: initial } : { focus_on_load: true }),
        },
      },
      {
        type: 'input',
        block_id: 'kind',
        label: plain(SEARCH.kind, 100),
        element: { type: 'radio_buttons', action_id: 'kind', options: kinds, initial_option: kinds[0] },
      },
      day('since', SEARCH.since, SEARCH.sinceHint),
      day('until', SEARCH.until, SEARCH.untilHint),
      ...(origin.responseUrl
        ? []
        : [
            {
              type: 'input',
              block_id: 'to',
              optional: true,
              label: plain(SEARCH.to, 100),
              hint: plain(SEARCH.toHint, 200),
              element: {
                type: 'conversations_select',
                action_id: 'to',
                response_url_enabled: true,
                default_to_current_conversation: true,
              },
            },
          ]),
    ],
  };
}
