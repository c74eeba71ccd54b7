// The tabs above: one panel at a time, arrow keys between tabs.

/** @param {(id: string) => void} onShow called with the panel's name: a channel's id, or 'home' */
export function tabs(onShow) {
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[role=tab]')]);
  const nameOf = (/** @type {HTMLElement} */ tab) => tab.id.replace('tab-', '');

  /** @param {string} name */
  function show(name) {
    for (const tab of all) {
      const mine = nameOf(tab) === name;
      tab.setAttribute('aria-selected', String(mine));
      tab.tabIndex = mine ? 0 : -1;
      const panel = document.getElementById(`panel-${nameOf(tab)}`);
      if (panel) panel.hidden = !mine;
      if (mine) unread(name, false);
    }
    onShow(name);
  }

  /** @param {string} name @param {boolean} isUnread */
  function unread(name, isUnread) {
    const mark = document.querySelector(`#tab-${name} .unread`);
    if (mark instanceof HTMLElement) mark.hidden = !isUnread;
  }

  all.forEach((tab, at) => {
    tab.addEventListener('click', () => show(nameOf(tab)));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = all[(at + step + all.length) % all.length];
      next?.focus();
      next?.click();
    });
  });
  return {
    show,
    unread,
    shown: () => nameOf(all.find((tab) => tab.getAttribute('aria-selected') === 'true') ?? all[0]),
  };
}
