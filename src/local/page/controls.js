// Buttons and menus: what they send.
import { combobox } from './combobox.js';
import { locationOf } from './fields.js';
import { confirmed } from './modal.js';
import { copy, sort } from './tables.js';

/** @typedef {(name: string, body: object) => Promise<any>} Send */

/** @param {Send} send how to ask the server */
export function controls(send) {
  /** Starts the menus inside an element that the app fills while a person types. @param {HTMLElement} root */
  function prepare(root) {
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-combo=suggest]'))) {
      const field = /** @type {HTMLInputElement} */ (box.querySelector('[role=combobox]'));
      combobox(box, {
        least: Number(box.dataset.least),
        async load(value) {
          const { options = [] } = await send('suggest', { ...locationOf(box), ...controlOf(box), value });
          return options.map((/** @type {any} */ option) => ({
            value: option.value,
            label: option.text.text,
            detail: option.description?.text,
          }));
        },
        choose({ value, label }) {
          box.dataset.value = value;
          field.value = label;
        },
      });
      field.addEventListener('input', () => {
        box.dataset.value = '';
      });
    }
  }

  const controlOf = (/** @type {HTMLElement} */ control) => ({
    block: control.dataset.block,
    action: control.dataset.action,
  });

  /** Sends a click, after asking where the button wants it. @param {HTMLElement} button */
  async function click(button) {
    if (button.dataset.confirm && !(await confirmed(JSON.parse(button.dataset.confirm)))) return;
    button.setAttribute('aria-busy', 'true');
    await send('click', { ...locationOf(button), ...controlOf(button) });
    button.removeAttribute('aria-busy');
  }

  /** Closes the menu that contains an element and focuses its button. @param {Element} inside */
  function closeMenu(inside) {
    const menu = inside.closest('details[open]');
    menu?.removeAttribute('open');
    const summary = menu?.querySelector('summary');
    if (summary instanceof HTMLElement) summary.focus();
  }

  document.addEventListener('click', (event) => {
    // A click outside an open menu closes it.
    for (const menu of document.querySelectorAll('details.overflow[open]'))
      if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute('open');
    const target = event.target instanceof Element ? event.target.closest('button') : null;
    if (!(target instanceof HTMLButtonElement)) return;
    if (target.dataset.sort) sort(target);
    if (target.dataset.all !== undefined) target.closest('.table')?.classList.add('whole');
    if (target.dataset.copy !== undefined) void copy(target);
    if (target.dataset.shortcut) void send('shortcut', { callback: target.dataset.shortcut, ...locationOf(target) });
    if (target.dataset.action) void click(target);
    closeMenu(target);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && event.target instanceof Element) closeMenu(event.target);
  });

  return { prepare };
}
