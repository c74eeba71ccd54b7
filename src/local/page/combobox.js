// A text field with a list of suggestions below it: the ARIA pattern "combobox with list autocomplete".

/**
 * @typedef {{ value: string, label: string, detail?: string }} Choice
 * @param {HTMLElement} box the element around the field and its list
 * @param {{ load: (typed: string) => Promise<Choice[]>, choose: (choice: Choice) => void, least?: number }} given
 */
export function combobox(box, { load, choose, least = 0 }) {
  const field = /** @type {HTMLInputElement} */ (box.querySelector('[role=combobox]'));
  const list = /** @type {HTMLElement} */ (box.querySelector('[role=listbox]'));
  /** @type {Choice[]} */
  let choices = [];
  let active = -1;
  let request = 0;

  const close = () => {
    request += 1; // a response that is still on its way opens nothing
    list.hidden = true;
    active = -1;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  };

  const mark = (/** @type {number} */ at) => {
    active = at;
    [...list.querySelectorAll('[role=option]')].forEach((option, index) => {
      option.setAttribute('aria-selected', String(index === at));
      if (index !== at) return;
      option.scrollIntoView({ block: 'nearest' });
      field.setAttribute('aria-activedescendant', option.id);
    });
    if (at < 0) field.removeAttribute('aria-activedescendant');
  };

  const pick = (/** @type {number} */ at) => {
    const choice = choices[at];
    close();
    if (choice) choose(choice);
  };

  const show = (/** @type {string | undefined} */ kept) => {
    list.replaceChildren(
      ...choices.map((choice, at) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${at}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        const label = document.createElement('span');
        label.textContent = choice.label;
        option.append(label);
        if (choice.detail) {
          const detail = document.createElement('span');
          detail.className = 'detail';
          detail.textContent = choice.detail;
          option.append(' ', detail);
        }
        // mousedown, not click, so that the field keeps the focus
        option.addEventListener('mousedown', (event) => {
          event.preventDefault();
          pick(at);
        });
        return option;
      }),
    );
    list.hidden = choices.length === 0;
    field.setAttribute('aria-expanded', String(choices.length > 0));
    // The marked choice stays marked when the list is filled again.
    mark(kept === undefined ? -1 : choices.findIndex((choice) => choice.value === kept));
  };

  const refresh = async () => {
    request += 1;
    const mine = request;
    const typed = field.value;
    if (typed.trim().length < least) return close();
    const found = await load(typed).catch(() => []);
    if (mine !== request || document.activeElement !== field) return;
    const kept = list.hidden ? undefined : choices[active]?.value;
    choices = found;
    show(kept);
  };

  field.addEventListener('input', refresh);
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) return void refresh();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      mark((active + step + choices.length + (active < 0 && step < 0 ? 1 : 0)) % choices.length);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if ((event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) && !list.hidden && active >= 0) {
      event.preventDefault();
      pick(active);
    }
  });
  return { close, refresh };
}
