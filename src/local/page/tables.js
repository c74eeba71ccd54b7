// Long tables that are sorted by their header, and texts that are copied.

/** Sorts a table by the column of a header button; again, the other way. @param {HTMLElement} button */
export function sort(button) {
  const header = /** @type {HTMLElement} */ (button.closest('th'));
  const body = button.closest('table')?.querySelector('tbody');
  if (!body) return;
  const at = Number(button.dataset.sort);
  const down = header.getAttribute('aria-sort') !== 'descending';
  for (const each of header.parentElement?.children ?? []) each.setAttribute('aria-sort', 'none');
  header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  const keyed = [...body.rows].map((row) => {
    const cell = /** @type {HTMLElement | undefined} */ (row.cells[at]);
    return { row, number: Number(cell?.dataset.value ?? Number.NaN), text: cell?.textContent ?? '' };
  });
  keyed.sort((a, b) => (Number.isNaN(a.number) ? a.text.localeCompare(b.text) : a.number - b.number) * (down ? -1 : 1));
  body.append(...keyed.map(({ row }) => row));
}

/** Copies the text beside a button. @param {HTMLElement} button */
export async function copy(button) {
  const text = button.parentElement?.querySelector('pre')?.textContent ?? '';
  await navigator.clipboard.writeText(text);
  button.textContent = 'Copied';
}
