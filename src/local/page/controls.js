// Buttons, menus and fields: what they send, and what they need to work.
import { combobox } from './combobox.js';
import { chosenOf, heldValue, holderOf, spotOf, stateOf } from './fields.js';
import { confirmed } from './modal.js';

/** @typedef {(name: string, body: object) => Promise<any>} Send */

/** @param {Send} send how to ask the server */
export function controls(send) {
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
    // A click beside an open menu closes it.
    for (const menu of document.querySelectorAll('details.overflow[open]'))
      if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute('open');
    const target = event.target instanceof Element ? event.target.closest('button') : null;
    if (!(target instanceof HTMLButtonElement)) return;
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

  return { prepare };
}
