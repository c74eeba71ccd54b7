import type { Channel, Message, View } from '../workspace.ts';
import { type Html, html } from './html.ts';
import { renderMessageHtml, type Shortcut } from './message.ts';
import { renderHome } from './view.ts';

export interface PageFacts {
  token: string;
  start: string;
  channels: Channel[];
  messages: Message[];
  home: View | undefined;
  shortcuts: Shortcut[];
  examples: string[];
}

/** The whole page: a panel each for the channel, the direct message and the home tab. page.js does the rest. */
export function renderPage(facts: PageFacts): Html {
  const { channels, shortcuts } = facts;
  const global = shortcuts.filter((each) => each.type === 'global');
  const tabs = [
    ...channels.map((each) => ({ id: each.id, name: each.isDm ? 'Direct message' : `# ${each.name}` })),
    { id: 'home', name: 'Home' },
  ];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="desk-token" content="${facts.token}">
<meta name="desk-start" content="${facts.start}">
<title>Detainer Desk on this machine</title>
<link rel="icon" href="/page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page/page.css">
<link rel="stylesheet" href="/page/blocks.css">
<script type="module" src="/page/page.js"></script>
</head>
<body>
<a class="skip" href="#ask">Skip to the question field</a>
<header class="top">
<h1>Detainer Desk <span class="where">on this machine</span></h1>
<nav aria-label="Places"><div role="tablist" aria-label="Places">${tabs.map((tab, at) => html`<button type="button" role="tab" id="tab-${tab.id}" aria-controls="panel-${tab.id}" aria-selected="${at === 0 ? 'true' : 'false'}"${at === 0 ? '' : html` tabindex="-1"`}>${tab.name}<span class="unread" hidden> (new)</span></button>`)}</div></nav>
${global.length > 0 ? html`<details class="overflow shortcuts"><summary>Shortcuts</summary><div class="menu">${global.map((each) => html`<button type="button" class="button" data-shortcut="${each.callbackId}">${each.name}</button>`)}</div></details>` : ''}
</header>
<main>
${channels.map((channel, at) => panel(channel, at === 0, facts))}
<section role="tabpanel" id="panel-home" aria-labelledby="tab-home" tabindex="-1" hidden><div class="log" id="home">${renderHome(facts.home)}</div></section>
</main>
<dialog id="modal" aria-labelledby="modal-title"></dialog>
<dialog id="confirm" aria-labelledby="confirm-title"></dialog>
<p id="status" class="status" role="status"></p>
<noscript><p class="status">This page needs JavaScript. The terminal answers the same commands.</p></noscript>
</body>
</html>`;
}

function panel(channel: Channel, first: boolean, { messages, shortcuts, examples }: PageFacts): Html {
  const inChannel = messages.filter((message) => message.channel === channel.id);
  return html`<section role="tabpanel" id="panel-${channel.id}" data-channel="${channel.id}" aria-labelledby="tab-${channel.id}" tabindex="-1"${first ? '' : html` hidden`}>
<div class="log" tabindex="0" aria-label="Messages" role="log" aria-live="polite" aria-relevant="additions">
${channel.isDm ? dmWelcome() : welcome(examples)}
${inThreads(inChannel).map((message) => renderMessageHtml(message, shortcuts))}
</div>
${composer(channel, first)}
</section>`;
}

/** Messages in order, each followed by its replies. */
function inThreads(messages: Message[]): Message[] {
  const parents = messages.filter(
    (message) => !message.threadTs || !messages.some((each) => each.ts === message.threadTs),
  );
  return parents.flatMap((parent) => [
    parent,
    ...messages.filter((each) => each !== parent && each.threadTs === parent.ts),
  ]);
}

const welcome = (examples: string[]): Html => html`<div class="welcome">
<h2>Ask about a place, a facility, a published case</h2>
<p>Every answer names its source and its as-of date, and says what is not known. This page stays on this machine: nothing is sent anywhere, and its messages are forgotten when the desk stops. As in Slack, you alone see an answer until you press <em>Post to channel</em>: then everyone in the channel would.</p>
<ul class="examples">${examples.map((words) => html`<li><button type="button" class="button" data-ask="${words}"><code>${words}</code></button></li>`)}</ul>
</div>`;

const dmWelcome = (): Html =>
  html`<div class="welcome"><h2>Direct message</h2><p>What you write here reaches the desk as a direct message would in Slack. A line that begins with <code>/detainer</code> is a command.</p></div>`;

function composer(channel: Channel, first: boolean): Html {
  const id = first ? 'ask' : 'ask-dm';
  const label = channel.isDm ? 'Message to the desk' : 'Command after /detainer';
  return html`<form class="composer" data-channel="${channel.id}" data-kind="${channel.isDm ? 'dm' : 'command'}" autocomplete="off">
<label for="${id}" class="hidden">${label}</label>
<div class="combo" data-combo="line">${channel.isDm ? '' : html`<span class="prefix" aria-hidden="true">/detainer</span>`}
<input id="${id}" name="words" type="text" role="combobox" aria-expanded="false" aria-autocomplete="list" aria-controls="${id}-list" maxlength="1000" placeholder="${channel.isDm ? 'Write to the desk' : 'policy "Charlotte, NC"'}" spellcheck="false" autocapitalize="off" autocomplete="off" enterkeyhint="send">
<ul role="listbox" id="${id}-list" class="listbox" aria-label="Suggestions" hidden></ul></div>
<button type="submit" class="button primary">${channel.isDm ? 'Send' : 'Ask'}</button>
</form>`;
}
