// The messages of a channel.

const logOf = (/** @type {string} */ channel) => document.querySelector(`#panel-${channel} .log`);

/** @param {string} channel */
export function scrollToEnd(channel) {
  const log = logOf(channel);
  if (log) log.scrollTop = log.scrollHeight;
}

/**
 * Puts a message that the server made where it belongs: in place of itself, in its thread, or at the end.
 * @param {{ channel: string, threadTs?: string, from: string, html: string }} given
 * @param {(root: HTMLElement) => void} prepare
 */
export function putMessage({ channel, threadTs, from, html }, prepare) {
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
  const last = thread.at(-1);
  if (last) last.after(message);
  else log.append(message);
  // An answer is read from its beginning; what one wrote oneself stays at the end.
  const asked = message.previousElementSibling;
  const first = asked?.classList.contains('yours') ? asked : message;
  const begins = first.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop - 8;
  log.scrollTop = from === 'you' ? log.scrollHeight : Math.min(begins, log.scrollHeight);
}

/**
 * Shows anew what the server holds: after a sleep or a break, messages were missed.
 * @param {(root: HTMLElement) => void} prepare
 */
export async function refreshMessages(prepare) {
  const page = new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html');
  for (const log of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.log'))) {
    const fresh = page.querySelector(`#${log.closest('[role=tabpanel]')?.id} .log`);
    if (fresh) log.replaceChildren(...fresh.childNodes);
    prepare(log);
    log.scrollTop = log.scrollHeight;
  }
}
