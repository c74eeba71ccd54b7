import { LOCAL_IDS } from '../workspace.ts';
import { type Html, html, link } from './html.ts';

/** Slack's three entities; everything else is as typed. */
const plain = (text: string): string => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** Slack's mrkdwn as markup. Text that is none of its forms is shown as it is. */
export function renderMrkdwn(text: string): Html {
  const pieces = text.split(/(```[\s\S]+?```)/);
  return html`${pieces.map((piece) => {
    const code = /^```\n?([\s\S]+?)\n?```$/.exec(piece);
    return code ? html`<pre>${plain(code[1] ?? '')}</pre>` : quotes(piece);
  })}`;
}

function quotes(text: string): Html[] {
  const runs: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = /^(&gt;|>)(?!&gt;|>)/.test(line);
    const last = runs.at(-1);
    const said = quoted ? line.replace(/^(&gt;|>) ?/, '') : line;
    if (last?.quoted === quoted) last.lines.push(said);
    else runs.push({ quoted, lines: [said] });
  }
  return runs.map(({ quoted, lines }) => {
    const inner = inline(lines.join('\n'));
    return quoted ? html`<blockquote>${inner}</blockquote>` : html`${inner}`;
  });
}

/** The forms of one line: code first, since nothing is read inside it; then <...>; then styles. */
function inline(text: string): Html[] {
  return text.split(/(`[^`\n]+`|<[^<>\n]+>)/).map((piece) => {
    if (/^`[^`\n]+`$/.test(piece)) return html`<code>${plain(piece.slice(1, -1))}</code>`;
    if (/^<[^<>\n]+>$/.test(piece)) return angle(piece);
    return styles(piece);
  });
}

function angle(piece: string): Html {
  const [target = '', label] = piece.slice(1, -1).split('|', 2);
  if (/^(https?:\/\/|mailto:)/i.test(target)) return link(plain(target), plain(label ?? target));
  if (/^@[UW]\w+$/.test(target)) return mention(`@${displayNameOf(target.slice(1)) ?? label ?? target.slice(1)}`);
  if (/^#C\w+$/.test(target))
    return mention(`#${target === `#${LOCAL_IDS.channel}` ? 'detainers' : (label ?? target.slice(1))}`);
  if (/^!(here|channel|everyone)$/.test(target)) return mention(`@${target.slice(1)}`);
  if (/^!(date|subteam)\b/.test(target)) return html`${plain(label ?? target)}`;
  return html`${plain(piece)}`;
}

export const mention = (text: string): Html => html`<span class="mention">${text}</span>`;

export const displayNameOf = (userId: string): string | undefined =>
  userId === LOCAL_IDS.you ? 'You' : userId === LOCAL_IDS.botUser ? 'Detainer Desk' : undefined;

const STYLE = /(?<![\p{L}\p{N}*_~])([*_~])(?![\s*_~])([^\n]*?[^\s*_~]|[^\s*_~])\1(?![\p{L}\p{N}*_~])/u;

function styles(text: string): Html {
  const found = STYLE.exec(text);
  if (!found) return html`${plain(text)}`;
  const [whole, mark, inside = ''] = found;
  const inner = styles(inside);
  const styled =
    mark === '*' ? html`<strong>${inner}</strong>` : mark === '_' ? html`<em>${inner}</em>` : html`<s>${inner}</s>`;
  return html`${plain(text.slice(0, found.index))}${styled}${styles(text.slice(found.index + whole.length))}`;
}

/** A text object: plain text as it is, mrkdwn read. */
export function renderTextHtml(object: unknown): Html {
  if (typeof object !== 'object' || object === null) return html``;
  const { type, text } = object as { type?: unknown; text?: unknown };
  if (typeof text !== 'string') return html``;
  return type === 'mrkdwn' ? renderMrkdwn(text) : html`${plain(text)}`;
}
