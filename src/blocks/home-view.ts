import type { Button, HomeView, KnownBlock, RichTextBlock, RichTextElement } from '@slack/types';
import type { Action, Home, HomeLine } from '../answer.ts';
import { buttons, header, plainText, textObject, wordButtons } from './parts.ts';
import { HOME, MORE_NOT_SHOWN, SEARCH, SET_UP } from './words.ts';

const FIRST: Action[] = [
  { label: SET_UP.button, words: 'digest', form: 'digest' },
  { label: HOME.help, words: 'help' },
];

/** The home tab; `untold` is what no message could tell the person. It stays below 100 blocks, and Slack parses none of its text. */
export function homeView(home: Home, untold: readonly string[] = []): HomeView {
  const search: Button = {
    type: 'button',
    action_id: 'open-search',
    style: 'primary',
    text: textObject(SEARCH.title, 75),
    value: 'search',
  };
  return {
    type: 'home',
    blocks: [
      header(HOME.title),
      lines([{ text: HOME.about }]),
      ...(untold.length > 0 ? [lines(untold.map((text) => ({ text: `⚠ ${text}` })))] : []),
      { type: 'actions', elements: [search, ...wordButtons(FIRST, 'h')] },
      ...part(HOME.digests, home.digests, HOME.noDigests, home.more.digests),
      ...part(HOME.watches, home.watches, HOME.noWatches, home.more.watches),
      ...part(
        HOME.answers,
        home.answers.map(({ id, text }) => ({ text: `${id} · ${text}` })),
        HOME.noAnswers,
        0,
      ),
      ...buttons(
        home.answers.slice(0, 5).map(({ id, line }) => ({ label: line.slice(0, 70), words: `show ${id}` })),
        'a',
      ),
      ...part(HOME.sources, home.sources, HOME.noSources, 0),
      ...(home.warnings.length > 0 ? [lines(home.warnings.slice(0, 10).map((text) => ({ text: `⚠ ${text}` })))] : []),
    ],
  };
}

function part(title: string, rows: HomeLine[], none: string, more: number): KnownBlock[] {
  const shown = rows.length > 0 ? rows : [{ text: none }];
  return [header(title), lines([...shown.slice(0, 25), ...(more > 0 ? [{ text: MORE_NOT_SHOWN(more) }] : [])])];
}

/** Lines of rich text. A channel is shown by its name; nothing else is parsed. */
function lines(rows: HomeLine[]): RichTextBlock {
  const elements = rows.flatMap(({ channelId, text }, at): RichTextElement[] => [
    ...(at > 0 ? [piece('\n')] : []),
    ...channelElements(channelId),
    piece(plainText(text, 500) || ' '),
  ]);
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

function channelElements(channelId: string | undefined): RichTextElement[] {
  if (!channelId) return [];
  const isChannel = /^[CG][A-Z0-9]+$/.test(channelId);
  return isChannel ? [{ type: 'channel', channel_id: channelId }, piece(' · ')] : [piece(`${HOME.direct} · `)];
}

const piece = (text: string): RichTextElement => ({ type: 'text', text });
