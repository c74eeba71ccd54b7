const LONGEST = 120;
const LONGEST_READ = 500;

/**
 * The name to keep a downloaded file under: the site's own, otherwise the last part of the address that names a table
 * (the last address first, since a redirect leads to the dated one). Removes folders and control characters. Names
 * carry dates (participatingAgencies07182025pm.xlsx), so the rest stays.
 */
export function keptName(disposition: string | undefined, addresses: readonly string[]): string {
  const parts = [...addresses].reverse().map((address) => tidyName(decoded(new URL(address).pathname)));
  const fromHeader = tidyName(nameOf(disposition ?? ''));
  return (
    fromHeader ||
    parts.find((part) => /\.(csv|xlsx|parquet)$/i.test(part)) ||
    parts.find((part) => part !== '') ||
    'download'
  );
}

/** `filename*=UTF-8''...` (RFC 6266) before `filename="..."`. */
function nameOf(disposition: string): string {
  const extended = /(?:^|;)\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition)?.[1];
  if (extended) return decoded(extended);
  const found = /(?:^|;)\s*filename\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;\s]+))/i.exec(disposition);
  return found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2] ?? '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The last part of a path: letters, digits, blanks and . _ - ( ) only, without a leading dot; '' when nothing is left.
 */
function tidyName(path: string): string {
  const last = (path.normalize('NFC').split(/[/\\]/).at(-1) ?? '').slice(-LONGEST_READ);
  const tidy = last
    .replace(/[\p{C}]/gu, '')
    .replace(/[^\p{L}\p{N} ._()-]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (tidy.length <= LONGEST) return tidy;
  const [ending = ''] = /\.[a-z]{1,8}$/i.exec(tidy) ?? [];
  return tidy.slice(0, LONGEST - ending.length) + ending;
}
