/** Markup that is safe on the page. `html` makes it and escapes every value. */
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

/** A template that escapes its values, except Html. Put attribute values in double quotes. */
export const html = (texts: TemplateStringsArray, ...parts: Part[]): Html =>
  new Html(texts.reduce((markup, text, at) => markup + print(parts[at - 1]) + text));

/** A link that opens in a new tab; only the text where the address is not http(s). */
export const link = (url: unknown, text: string): Html =>
  typeof url === 'string' && /^https?:\/\/[^\s<>"]+$/i.test(url)
    ? html`<a href="${url}" target="_blank" rel="noopener noreferrer">${text}</a>`
    : html`${text}`;
