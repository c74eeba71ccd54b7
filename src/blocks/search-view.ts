import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { textObject } from './parts.ts';
import { SEARCH } from './words.ts';

/** A place, agency or facility to choose. `words` is how a command line names it. */
export interface PlaceOption {
  words: string;
  label: string;
  detail: string;
}

/** Where the answer goes: to the response_url of the command or message, or where the person chooses. */
export interface SearchOrigin {
  responseUrl?: string;
  channelId?: string;
  /** Places that the message may mean: they are listed before anything is typed. */
  candidates?: PlaceOption[];
}

/** Reads the origin that `searchView` wrote into a form's metadata; {} if it is something else. */
export function readOrigin(metadata: string | undefined): SearchOrigin {
  try {
    const { responseUrl, channelId, candidates } = JSON.parse(metadata || '{}') as {
      [name in keyof SearchOrigin]?: unknown;
    };
    return {
      ...(Array.isArray(candidates) ? { candidates: candidates.filter(isOption) } : {}),
      ...(typeof responseUrl === 'string' ? { responseUrl } : {}),
      ...(typeof channelId === 'string' ? { channelId } : {}),
    };
  } catch {
    return {};
  }
}

const isOption = (each: unknown): each is PlaceOption =>
  ['words', 'label', 'detail'].every((name) => typeof (each as Record<string, unknown> | null)?.[name] === 'string');

/** Slack takes 3,000 characters of metadata. */
const MOST_CANDIDATES = 12;

/** An option of a select, within Slack's 75 and 150 characters. Undefined if its words do not fit. */
export const optionOf = ({ words, ...place }: PlaceOption): PlainTextOption | undefined =>
  words.length <= 150 && words.length > 0
    ? { text: textObject(place.label, 75), value: words, description: textObject(place.detail, 75) }
    : undefined;

export const KINDS = ['policy', 'lookup', 'releases'] as const;
export type Kind = (typeof KINDS)[number];

const optionOfKind = (kind: Kind): PlainTextOption => ({ text: textObject(SEARCH.kinds[kind], 75), value: kind });

/** The search modal. The only place of `named` is preselected; of several, none is, and all are listed to choose from. */
export function searchView(origin: SearchOrigin, named: readonly PlaceOption[] = []): ModalView {
  const [only, ...others] = named;
  const initial = only && others.length === 0 ? optionOf(only) : undefined;
  const candidates = others.length > 0 ? named.slice(0, MOST_CANDIDATES) : [];
  const kinds = KINDS.map((kind) => optionOfKind(kind));
  const day = (block: string, name: string, hint: string): InputBlock => ({
    type: 'input',
    block_id: block,
    optional: true,
    label: textObject(name, 100),
    hint: textObject(hint, 200),
    element: { type: 'datepicker', action_id: block, placeholder: textObject(SEARCH.anyDay, 75) },
  });
  const to: InputBlock = {
    type: 'input',
    block_id: 'to',
    optional: true,
    label: textObject(SEARCH.to, 100),
    hint: textObject(SEARCH.toHint, 200),
    element: {
      type: 'conversations_select',
      action_id: 'to',
      response_url_enabled: true,
      default_to_current_conversation: true,
    },
  };
  const blocks: KnownBlock[] = [
    {
      type: 'input',
      block_id: 'words',
      optional: true,
      label: textObject(SEARCH.words, 100),
      hint: textObject(SEARCH.wordsHint, 200),
      element: {
        type: 'plain_text_input',
        action_id: 'words',
        max_length: 1000,
        placeholder: textObject(SEARCH.wordsExample, 75),
      },
    },
    {
      type: 'input',
      block_id: 'place',
      optional: true,
      label: textObject(SEARCH.place, 100),
      hint: textObject(candidates.length > 0 ? SEARCH.severalHint : SEARCH.placeHint, 200),
      element: {
        type: 'external_select',
        action_id: 'place',
        min_query_length: candidates.length > 0 ? 0 : 2,
        placeholder: textObject(SEARCH.placeholder, 75),
        ...(initial ? { initial_option: initial } : { focus_on_load: true }),
      },
    },
    {
      type: 'input',
      block_id: 'kind',
      label: textObject(SEARCH.kind, 100),
      element: { type: 'radio_buttons', action_id: 'kind', options: kinds, initial_option: optionOfKind(KINDS[0]) },
    },
    day('since', SEARCH.since, SEARCH.sinceHint),
    day('until', SEARCH.until, SEARCH.untilHint),
    ...(origin.responseUrl ? [] : [to]),
  ];
  return {
    type: 'modal',
    callback_id: 'search',
    private_metadata: JSON.stringify({ ...origin, ...(candidates.length > 0 ? { candidates } : {}) }),
    title: textObject(SEARCH.title, 24),
    submit: textObject(SEARCH.submit, 24),
    close: textObject(SEARCH.close, 24),
    blocks,
  };
}
