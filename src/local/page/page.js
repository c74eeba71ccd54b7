// The page's script: sends what a person does, puts what the server made where it belongs. No framework.
import { combobox } from './combobox.js';
import { chosenOf, heldValue, holderOf, spotOf, stateOf } from './fields.js';
import { confirmed, modal } from './modal.js';
import { tabs } from './tabs.js';

const meta = (/** @type {string} */ name) =>
  document.querySelector(`meta[name=${name}]`)?.getAttribute('content') ?? '';
const token = meta('desk-token');
const start = meta('desk-start');
const status = /** @type {HTMLElement} */ (document.getElementById('status'));
const tell = (/** @type {string} */ text) => {
  status.textContent = text;
};

/** @param {string} name @param {object} body @returns {Promise<any>} */
async function send(name, body) {
  tell('');
  try {
    const response = await fetch(`/page/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-desk-token': token },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!answer.ok) tell(answer.error);
    return answer;
  } catch {
    const error = 'The desk does not answer. Is it still running in the terminal?';
    tell(error);
    return { ok: false, error };
  }
}

const places = tabs((name) => {
  if (name === 'home') void send('home', {});
  else scrollToEnd(name);
});
const views = modal({ send, prepare, state: stateOf });

// ---- messages ----

const logOf = (/** @type {string} */ channel) => document.querySelector(`#panel-${channel} .log`);
function scrollToEnd(/** @type {string} */ channel) {
  const log = logOf(channel);
  if (log) log.scrollTop = log.scrollHeight;
}

/** @param {{ channel: string, threadTs?: string, from: string, html: string }} message */
function putMessage({ channel, threadTs, from, html }) {
  const log = logOf(channel);
  if (!log) return;
  const made = document.createElement('template');
  made.innerHTML = html; // made and escaped by the server
  const message = /** @type {HTMLElement} */ (made.content.firstElementChild);
  prepare(message);
  const old = document.getElementById(message.id);
  if (old) {
    const focused = old.contains(document.activeElement);
    old.replaceWith(message);
    if (focused) message.focus();
    return;
  }
  const thread = threadTs
    ? [...log.querySelectorAll('[data-ts]')].filter(
        (each) => each.getAttribute('data-ts') === threadTs || each.getAttribute('data-thread') === threadTs,
      )
    : [];
  if (threadTs) message.dataset.thread = threadTs;
  const last = thread.at(-1);
  if (last) last.after(message);
  else log.append(message);
  if (places.shown() !== channel) places.unread(channel, true);
  // An answer is read from its beginning; what one wrote oneself stays at the end.
  const asked = message.previousElementSibling;
  const first = asked?.classList.contains('yours') ? asked : message;
  const begins = first.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop - 8;
  log.scrollTop = from === 'you' ? log.scrollHeight : Math.min(begins, log.scrollHeight);
}

function listen() {
  const stream = new EventSource('/page/stream');
  stream.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    if (event.kind === 'hello' && event.start !== start) location.reload();
    if (event.kind === 'message') putMessage(event);
    if (event.kind === 'removed') document.getElementById(`m-${event.ts.replace('.', '-')}`)?.remove();
    if (event.kind === 'modal') views.show(event);
    const home = document.getElementById('home');
    if (event.kind === 'home' && home) {
      home.innerHTML = event.html; // made and escaped by the server
      prepare(home);
    }
  };
  stream.onerror = () => tell('The desk does not answer. Is it still running in the terminal?');
  stream.onopen = () => tell('');
}

// ---- controls ----

/** Brings the menus inside an element to life. @param {HTMLElement} root */
function prepare(root) {
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-combo=suggest]'))) {
    const field = /** @type {HTMLInputElement} */ (box.querySelector('[role=combobox]'));
    const keep = (/** @type {[string, string][]} */ chosen) => {
      box.dataset.chosen = JSON.stringify(chosen);
      showChips(box, keep);
    };
    combobox(box, {
      least: Number(box.dataset.least || 0),
      load: async (value) => choicesOf(await send('suggest', { ...spotOf(box), ...hookOf(box), value })),
      choose({ value, label }) {
        if (box.dataset.many) keep([...chosenOf(box).filter(([each]) => each !== value), [value, label]]);
        else keep([[value, label]]);
        field.value = box.dataset.many ? '' : label;
        if (!box.dataset.quiet) void act(box);
      },
    });
    field.addEventListener('input', () => {
      if (!box.dataset.many) keep([]);
    });
    showChips(box, keep);
  }
}

/** @param {HTMLElement} box @param {(chosen: [string, string][]) => void} keep */
function showChips(box, keep) {
  box.querySelector('.chips')?.replaceChildren(
    ...chosenOf(box).map(([value, label]) => {
      const chip = document.createElement('li');
      const remove = document.createElement('button');
      remove.type = 'button';
      remove.className = 'button';
      remove.textContent = `${label} ×`;
      remove.setAttribute('aria-label', `Remove ${label}`);
      remove.addEventListener('click', () => keep(chosenOf(box).filter(([each]) => each !== value)));
      chip.append(remove);
      return chip;
    }),
  );
}

/** @param {any} answer */
function choicesOf(answer) {
  const groups = answer.option_groups ?? [{ options: answer.options ?? [] }];
  return groups.flatMap((/** @type {any} */ group) =>
    group.options.map((/** @type {any} */ option) => ({
      value: option.value,
      label: option.text?.text ?? '',
      detail: option.description?.text ?? group.label?.text ?? '',
    })),
  );
}

const hookOf = (/** @type {HTMLElement} */ control) => ({
  block: control.dataset.block,
  action: control.dataset.action,
});

/** Sends a click or a choice. @param {HTMLElement} control */
async function act(control) {
  if (control.dataset.confirm && !(await confirmed(JSON.parse(control.dataset.confirm)))) return;
  control.setAttribute('aria-busy', 'true');
  const holder = holderOf(control);
  await send('act', { ...spotOf(control), ...hookOf(control), value: heldValue(control), state: stateOf(holder) });
  control.removeAttribute('aria-busy');
}

/** Closes the menu that an element is in; the focus stays at its button. @param {Element} inside */
function closeMenu(inside) {
  const menu = inside.closest('details[open]');
  menu?.removeAttribute('open');
  const summary = menu?.querySelector('summary');
  if (summary instanceof HTMLElement) summary.focus();
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target.closest('button') : null;
  if (!(target instanceof HTMLButtonElement)) return;
  if (target.dataset.ask) void ask(target.dataset.ask);
  if (target.dataset.shortcut) void send('shortcut', { callback: target.dataset.shortcut, ...spotOf(target) });
  if (target.dataset.action) void act(target);
  closeMenu(target);
});
document.addEventListener('change', (event) => {
  const control = event.target instanceof Element ? event.target.closest('[data-action]') : null;
  if (!(control instanceof HTMLElement) || control.dataset.quiet || control.classList.contains('combo')) return;
  if (!(control instanceof HTMLButtonElement)) void act(control);
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && event.target instanceof Element) closeMenu(event.target);
});

// ---- asking ----

/** @param {string} words */
async function ask(words) {
  const form = /** @type {HTMLElement | null} */ (document.querySelector('.composer[data-kind=command]'));
  if (form) await send('command', { channel: form.dataset.channel, words });
}

/** The words asked before, as in a terminal: arrow up in an empty field. @type {string[]} */
const before = [];

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
      if (event.key !== 'ArrowUp' || field.value !== '' || before.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      field.value = before.at(-1) ?? '';
    },
    { capture: true },
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    list.close();
    const words = field.value.trim();
    if (words === '') return;
    field.value = '';
    before.push(words);
    const said = /^@(?:detainer[ -]?)?desk\b[\s,:]*/i.exec(words);
    const command = /^\/detainer\b\s*/i.exec(words);
    const { channel } = form.dataset;
    const name = (isCommand && !said) || command ? 'command' : 'say';
    const answer = await send(name, { channel, words: words.slice((command ?? said)?.[0].length ?? 0) });
    if (!answer.ok && field.value === '') field.value = words;
  });
}

for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.log'))) prepare(root);
for (const log of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-channel] > .log')))
  if (log.querySelector('[data-ts]')) log.scrollTop = log.scrollHeight;
void fetch('/page/modal').then(async (response) => views.show(await response.json()));
listen();
document.getElementById('ask')?.focus();
