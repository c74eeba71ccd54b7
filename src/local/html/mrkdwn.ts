import { LOCAL_IDS } from '../workspace.ts';
import { type Html, html } from './html.ts';

/** Slack escapes three characters only. */
const plain = (text: string): string => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** Slack's mrkdwn as markup, in the forms that people type and the desk sends. Any other text is shown as it is. */
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
    const content = quoted ? line.replace(/^(&gt;|>) ?/, '') : line;
    if (last?.quoted === quoted) last.lines.push(content);
    else runs.push({ quoted, lines: [content] });
  }
  return runs.map(({ quoted, lines }) => {
    const inner = inline(lines.join('\n'));
    return quoted ? html`<blockquote>${inner}</blockquote>` : html`${inner}`;
  });
}

/** The forms within a line: code first, since nothing is parsed inside it, then mentions, then styles. */
function inline(text: string): Html[] {
  return text.split(/(`[^`\n]+`|<@\w+>)/).map((piece) => {
    if (/^`[^`\n]+`$/.test(piece)) return html`<code>${plain(piece.slice(1, -1))}</code>`;
    if (/^<@\w+>$/.test(piece)) return mention(`@${NAMES[piece.slice(2, -1)] ?? piece.slice(2, -1)}`);
    return styles(piece);
  });
}

export const mention = (text: string): Html => html`<span class="mention">${text}</span>`;

const NAMES: Record<string, string> = { [LOCAL_IDS.you]: 'You', [LOCAL_IDS.botUser]: 'Detainer Desk' };

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

/** A text object: plain text as it is, mrkdwn parsed. */
export function renderTextHtml(object: unknown): Html {
  if (typeof object !== 'object' || object === null) return html``;
  const { type, text } = object as { type?: unknown; text?: unknown };
  if (typeof text !== 'string') return html``;
  return type === 'mrkdwn' ? renderMrkdwn(text) : html`${plain(text)}`;
}
