import type { Home, HomeLine } from '../answer.ts';
import { buttons, header, plainText } from './parts.ts';
import { HOME, MORE_NOT_SHOWN, SEARCH } from './words.ts';

type Json = Record<string, unknown>;

/** The home tab: inside 100 blocks however much there is, nothing in it parsed by Slack. */
export function homeView(home: Home): Json {
  const search = {
    type: 'button',
    action_id: 'open-search',
    style: 'primary',
    text: { type: 'plain_text', text: SEARCH.title, emoji: false },
    value: 'search',
  };
  return {
    type: 'home',
    blocks: [
      header(HOME.title),
      lines([{ text: HOME.about }]),
      { type: 'actions', elements: [search, ...helpButton()] },
      ...part(HOME.digests, home.digests, HOME.noDigests, home.more.digests),
      ...part(HOME.watches, home.watches, HOME.noWatches, home.more.watches),
      ...part(
        HOME.answers,
        home.answers.map(({ id, text }) => ({ text: `${id} · ${text}` })),
        HOME.noAnswers,
        0,
      ),
      ...buttons(
        home.answers.slice(0, 5).map(({ id }) => ({ label: id, words: `show ${id}` })),
        'a',
      ),
      ...part(HOME.sources, home.sources, HOME.noSources, 0),
      ...(home.warnings.length > 0 ? [lines(home.warnings.slice(0, 10).map((text) => ({ text: `⚠ ${text}` })))] : []),
    ],
  };
}

const helpButton = (): Json[] =>
  buttons([{ label: HOME.help, words: 'help' }], 'h').flatMap((row) => row['elements'] as Json[]);

function part(title: string, rows: HomeLine[], none: string, more: number): Json[] {
  const shown = rows.length > 0 ? rows : [{ text: none }];
  return [header(title), lines([...shown.slice(0, 25), ...(more > 0 ? [{ text: MORE_NOT_SHOWN(more) }] : [])])];
}

/** Lines of rich text, where a channel is shown by its name and nothing else is parsed. */
function lines(rows: HomeLine[]): Json {
  const elements = rows.flatMap(({ channelId, text }, at): Json[] => [
    ...(at > 0 ? [{ type: 'text', text: '\n' }] : []),
    ...(channelId && /^[CG][A-Z0-9]+$/.test(channelId)
      ? [
          { type: 'channel', channel_id: channelId },
          { type: 'text', text: ' · ' },
        ]
      : channelId
        ? [{ type: 'text', text: `${HOME.direct} · ` }]
        : []),
    { type: 'text', text: plainText(text, 500) || ' ' },
  ]);
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}
