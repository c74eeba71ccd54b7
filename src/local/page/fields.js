// What the controls of a message or a form hold.

/** @typedef {Record<string, Record<string, string | string[]>>} State */

/**
 * The value of one control, as the server reads it.
 * @param {HTMLElement} control
 * @returns {string | string[]}
 */
export function heldValue(control) {
  if (control.classList.contains('combo')) {
    const chosen = chosenOf(control).map(([value]) => value);
    return control.dataset.many ? chosen : (chosen[0] ?? '');
  }
  if (control.classList.contains('ticks')) {
    const on = [...control.querySelectorAll('input:checked')].map((box) => /** @type {HTMLInputElement} */ (box).value);
    return control.getAttribute('role') === 'radiogroup' ? (on[0] ?? '') : on;
  }
  if (control instanceof HTMLSelectElement)
    return control.multiple ? [...control.selectedOptions].map((option) => option.value) : control.value;
  if (control instanceof HTMLButtonElement) return control.dataset.value ?? '';
  return /** @type {HTMLInputElement} */ (control).value ?? '';
}

/** @param {HTMLElement} combo @returns {[string, string][]} value and text of what is chosen */
export const chosenOf = (combo) => JSON.parse(combo.dataset.chosen || '[]');

/**
 * All values inside an element, by block and action.
 * @param {HTMLElement} root
 * @returns {State}
 */
export function stateOf(root) {
  /** @type {State} */
  const state = {};
  for (const control of root.querySelectorAll('[data-action]')) {
    if (!(control instanceof HTMLElement) || control instanceof HTMLButtonElement) continue;
    const { block = '', action = '' } = control.dataset;
    state[block] = { ...state[block], [action]: heldValue(control) };
  }
  return state;
}

/** Where a control stands: its view, or its message. @param {Element} control */
export function spotOf(control) {
  const view = control.closest('[data-view]');
  if (view instanceof HTMLElement) return { view: view.dataset.view };
  const message = control.closest('[data-ts]');
  return message instanceof HTMLElement ? { channel: message.dataset.channel, ts: message.dataset.ts } : {};
}

/** The element that holds a control's form or message. @param {Element} control */
export const holderOf = (control) => /** @type {HTMLElement} */ (control.closest('[data-view], [data-ts]') ?? control);
