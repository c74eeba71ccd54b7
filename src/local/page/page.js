// The page's script: sends what a person does, and shows what the server renders. No framework.
import { combobox } from './combobox.js';
import { controls } from './controls.js';
import { stateOf } from './fields.js';
import { putMessage, refreshMessages, scrollToEnd } from './messages.js';
import { modal } from './modal.js';
import { tabs } from './tabs.js';

const meta = (/** @type {string} */ name) =>
  document.querySelector(`meta[name=${name}]`)?.getAttribute('content') ?? '';
const token = meta('desk-token');
const start = meta('desk-start');
const status = /** @type {HTMLElement} */ (document.getElementById('status'));
const showStatus = (/** @type {string} */ text) => {
  status.textContent = text;
};

/** When this tab of the browser last asked for something: only then a dialog opens in it. */
let asked = 0;
const FOR_US_MS = 10_000;
const HAS_DIALOG = 'desk-dialog';

/** @param {string} name @param {object} body @returns {Promise<any>} */
async function send(name, body) {
  showStatus('');
  if (/^(?:click|command|say|shortcut|submit)$/.test(name)) asked = Date.now();
  try {
    const response = await fetch(`/page/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-desk-token': token },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!answer.ok) showStatus(answer.error);
    return answer;
  } catch {
    const error = 'The desk does not answer. Is it still running in the terminal?';
    showStatus(error);
    return { ok: false, error };
  }
}

const { prepare } = controls(send);
const places = tabs((name) => {
  if (name === 'home') void send('home', {});
  else scrollToEnd(name);
});
const views = modal({ send, prepare, state: stateOf });

/** @param {{ view: string, html: string }} event */
function showDialog(event) {
  // After a reload the dialog is still this tab's.
  if (event.view === '') sessionStorage.removeItem(HAS_DIALOG);
  else sessionStorage.setItem(HAS_DIALOG, event.view);
  views.show(event);
}

function listen() {
  const stream = new EventSource('/page/stream');
  stream.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    if (event.kind === 'hello' && event.start !== start) location.reload();
    if (event.kind === 'hello' && event.last && !document.querySelector(`[data-ts="${event.last}"]`))
      void refreshMessages();
    if (event.kind === 'message') {
      putMessage(event);
      if (places.shown() !== event.channel) places.unread(event.channel, true);
    }
    if (event.kind === 'modal' && (event.view === '' || Date.now() - asked < FOR_US_MS)) showDialog(event);
    const home = document.getElementById('home');
    if (event.kind === 'home' && home) home.innerHTML = event.html; // rendered and escaped by the server
  };
  stream.onerror = () => showStatus('The desk does not answer. Is it still running in the terminal?');
  stream.onopen = () => showStatus('');
}

document.addEventListener('click', (event) => {
  const example = event.target instanceof Element ? event.target.closest('[data-ask]') : null;
  const channel = example?.closest('[data-channel]')?.getAttribute('data-channel');
  if (example) void send('command', { channel, words: example.getAttribute('data-ask') });
});

/** Earlier commands: arrow up in an empty field brings back the last one, as in a terminal. @type {string[]} */
const history = [];

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('.composer'))) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem('words'));
  const isCommand = form.dataset.kind === 'command';
  const list = combobox(/** @type {HTMLElement} */ (form.querySelector('.combo')), {
    least: 1,
    async load(typed) {
      if (!isCommand && !/^\s*\/detainer\b/i.test(typed)) return [];
      const response = await fetch(`/typeahead?q=${encodeURIComponent(typed)}`);
      const found = await response.json();
      return found.map((/** @type {any} */ each) => ({ value: each.words, label: each.label, detail: each.detail }));
    },
    choose({ value }) {
      field.value = isCommand ? value : `/detainer ${value}`;
      if (value.endsWith(' ')) void list.refresh();
    },
  });
  field.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'ArrowUp' || field.value !== '' || history.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      field.value = history.at(-1) ?? '';
    },
    { capture: true },
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    list.close();
    const words = field.value.trim();
    if (words === '') return;
    field.value = '';
    history.push(words);
    const mention = /^@(?:detainer[ -]?)?desk\b[\s,:]*/i.exec(words);
    const command = /^\/detainer\b\s*/i.exec(words);
    const { channel } = form.dataset;
    const name = (isCommand && !mention) || command ? 'command' : 'say';
    const answer = await send(name, { channel, words: words.slice((command ?? mention)?.[0].length ?? 0) });
    if (!answer.ok && field.value === '') field.value = words;
  });
}

for (const log of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-channel] > .log')))
  if (log.querySelector('[data-ts]')) log.scrollTop = log.scrollHeight;
if (sessionStorage.getItem(HAS_DIALOG))
  void fetch('/page/modal').then(async (response) => showDialog(await response.json()));
listen();
document.getElementById('ask')?.focus();
