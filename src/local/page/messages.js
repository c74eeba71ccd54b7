// The messages of a channel.

const logOf = (/** @type {string} */ channel) => document.querySelector(`#panel-${channel} .log`);

/** @param {string} channel */
export function scrollToEnd(channel) {
  const log = logOf(channel);
  if (log) log.scrollTop = log.scrollHeight;
}

/**
 * Shows a message that the server rendered: in place of an older version, in its thread, or at the end.
 * @param {{ channel: string, threadTs?: string, from: string, html: string }} event
 */
export function putMessage({ channel, threadTs, from, html }) {
  const log = logOf(channel);
  if (!log) return;
  const template = document.createElement('template');
  template.innerHTML = html; // rendered and escaped by the server
  const message = /** @type {HTMLElement} */ (template.content.firstElementChild);
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
  // An answer is read from its beginning, below the question. One's own message is shown at the end.
  const question = message.previousElementSibling;
  const first = question?.classList.contains('yours') ? question : message;
  const start = first.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop - 8;
  log.scrollTop = from === 'you' ? log.scrollHeight : Math.min(start, log.scrollHeight);
}

/** Shows the server's messages again: after a break of the connection some may be missing. */
export async function refreshMessages() {
  const page = new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html');
  for (const log of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.log'))) {
    const fresh = page.querySelector(`#${log.closest('[role=tabpanel]')?.id} .log`);
    if (fresh) log.replaceChildren(...fresh.childNodes);
    log.scrollTop = log.scrollHeight;
  }
}
