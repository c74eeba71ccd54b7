/** Markup that is safe to put on the page: made by `html`, which escapes whatever is put into it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }

  toString(): string {
    return this.markup;
  }
}

type Part = Html | string | number | false | undefined | null | Part[];

const escapeHtml = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');

function print(part: Part): string {
  if (part === false || part === undefined || part === null) return '';
  if (part instanceof Html) return part.markup;
  if (Array.isArray(part)) return part.map(print).join('');
  return escapeHtml(String(part));
}

/** A template whose values are escaped, other Html excepted. Attributes must stand in double quotes. */
export const html = (texts: TemplateStringsArray, ...parts: Part[]): Html =>
  new Html(texts.reduce((markup, text, at) => markup + print(parts[at - 1]) + text));

/** A link target that may be followed; anything but http, https and mailto is none. */
export const safeHref = (url: unknown): string | undefined =>
  typeof url === 'string' && /^(https?:\/\/|mailto:)[^\s<>"]+$/i.test(url) ? url : undefined;

export const link = (url: unknown, text: Part): Html => {
  const href = safeHref(url);
  return href ? html`<a href="${href}" target="_blank" rel="noopener noreferrer">${text}</a>` : html`${text}`;
};
