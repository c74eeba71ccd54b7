// Modals: the native dialog keeps the focus inside and closes on Escape.

const focusOn = (/** @type {Element | null} */ element) => element instanceof HTMLElement && element.focus();

/**
 * @param {{ send: (name: string, body: object) => Promise<any>, prepare: (root: HTMLElement) => void, state: (root: HTMLElement) => object }} page
 */
export function modal({ send, prepare, state }) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById('modal'));
  /** @type {Element | null} */
  let opener = null;
  const viewId = () => /** @type {HTMLElement | null} */ (dialog.querySelector('[data-view]'))?.dataset.view ?? '';

  const showErrors = (/** @type {Record<string, string>} */ errors) => {
    for (const input of /** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll('[data-input]'))) {
      const error = errors[input.dataset.input ?? ''] ?? '';
      input.classList.toggle('wrong', error !== '');
      const place = input.querySelector('.error');
      if (place) place.textContent = error;
      const field = input.querySelector('.field');
      if (error) field?.setAttribute('aria-invalid', 'true');
      else field?.removeAttribute('aria-invalid');
    }
    focusOn(dialog.querySelector('.wrong .field, .wrong input'));
  };

  /** Shows a view; closes the dialog where `view` is ''. @param {{ view: string, html: string }} modal */
  function show({ view, html }) {
    if (view === '') {
      if (!dialog.open) return;
      dialog.close();
      dialog.replaceChildren();
      focusOn(opener?.isConnected ? opener : document.querySelector('[role=tabpanel]:not([hidden]) [name=words]'));
      return;
    }
    if (!dialog.open) opener = document.activeElement;
    dialog.innerHTML = html; // rendered and escaped by the server
    // As in Slack, the conversation that one is in is chosen already.
    const here = /** @type {HTMLElement | null} */ (document.querySelector('[role=tabpanel]:not([hidden])'));
    for (const select of /** @type {NodeListOf<HTMLSelectElement>} */ (dialog.querySelectorAll('select[data-current]')))
      select.value = here?.dataset.channel ?? '';
    prepare(dialog);
    if (!dialog.open) dialog.showModal();
    focusOn(
      dialog.querySelector('[data-focus] .field') ??
        dialog.querySelector('.blocks .field, .blocks input, footer button'),
    );
  }

  const close = () => void send('close', { view: viewId() });
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-close]')) close();
  });
  dialog.addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = /** @type {HTMLElement} */ (event.target);
    const answer = await send('submit', { view: viewId(), state: state(form) });
    const error = dialog.querySelector('.form-error');
    if (error) error.textContent = answer.ok ? '' : (answer.error ?? '');
    if (answer.ok) showErrors(answer.errors ?? {});
  });
  return { show };
}

/** Asks for confirmation. @param {string[]} texts title, text, yes, no @returns {Promise<boolean>} */
export function confirmed([title, text, yes, no]) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById('confirm'));
  const heading = document.createElement('h2');
  heading.id = 'confirm-title';
  heading.textContent = title || 'Are you sure?';
  const body = document.createElement('p');
  body.textContent = text ?? '';
  const form = document.createElement('footer');
  form.className = 'bar end';
  const button = (/** @type {string} */ label, /** @type {string} */ value) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = value === 'yes' ? 'button primary' : 'button';
    made.textContent = label;
    made.addEventListener('click', () => dialog.close(value));
    return made;
  };
  form.append(button(no || 'No', 'no'), button(yes || 'Yes', 'yes'));
  dialog.replaceChildren(heading, body, form);
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }),
  );
}
