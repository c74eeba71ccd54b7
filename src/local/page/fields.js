// What the fields of a form hold.

/** @param {HTMLElement} control @returns {string} */
function fieldValue(control) {
  if (control.classList.contains('combo')) return control.dataset.value ?? '';
  const field = control.classList.contains('ticks') ? control.querySelector('input:checked') : control;
  return /** @type {HTMLInputElement | HTMLSelectElement | null} */ (field)?.value ?? '';
}

/**
 * The values of a form, by block and action.
 * @param {HTMLElement} form
 */
export function stateOf(form) {
  /** @type {Record<string, Record<string, string>>} */
  const state = {};
  for (const control of form.querySelectorAll('[data-input] [data-action]')) {
    if (!(control instanceof HTMLElement)) continue;
    const { block = '', action = '' } = control.dataset;
    state[block] = { [action]: fieldValue(control) };
  }
  return state;
}

/** Where a control is: in a view, or on a message. @param {Element} control */
export function locationOf(control) {
  const view = control.closest('[data-view]');
  if (view instanceof HTMLElement) return { view: view.dataset.view };
  const message = control.closest('[data-ts]');
  return message instanceof HTMLElement ? { channel: message.dataset.channel, ts: message.dataset.ts } : {};
}
