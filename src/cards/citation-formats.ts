/** The content of one citation: the source, the question put to the desk, and the day it was asked. */
export interface Cited {
  title: string;
  url?: string;
  /** ISO prefix, at the source's own precision. */
  asOf: string;
  /** The year of the text itself; '' where it is not known. Absent: that of `asOf`. */
  year?: string;
  question: string;
  /** ISO day. */
  accessed: string;
  /** The id of the stored answer, if there is one. */
  answerId?: string;
}

const SPECIAL: Record<string, string> = {
  '\\': '\\textbackslash{}',
  // BibTeX counts braces, even escaped ones: a lone \{ would break the entry.
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Text for a BibTeX field in braces: escapes TeX's special characters and turns line ends into blanks. */
export const bibText = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\{}~^]/g, (found) => SPECIAL[found] ?? found)
    .replace(/[$&#%_]/g, (found) => `\\${found}`);

const bibUrl = (url: string): string => url.replace(/[{}\\]/g, (found) => encodeURIComponent(found));

/** A BibTeX entry. `urldate` is for biblatex; `note` repeats it for classic styles. */
export function bibtexOf(cited: Cited, key: string, asOfText: string): string {
  const fields = [
    ['title', `{${bibText(cited.title)}}`],
    ...(cited.url ? [['url', bibUrl(cited.url)]] : []),
    ['urldate', cited.accessed],
    ...(/^\d{4}/.test(cited.year ?? cited.asOf) ? [['year', (cited.year ?? cited.asOf).slice(0, 4)]] : []),
    ['note', bibText(`As of ${asOfText}. ${describeQuestion(cited)}, accessed ${cited.accessed}`)],
  ];
  return `@misc{${key},\n${fields.map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}`;
}

/** 'Asked of Detainer Desk: policy "Cook County, IL" (answer DD-7K3Q)'. */
export const describeQuestion = ({ question, answerId }: Cited): string =>
  `Asked of Detainer Desk: ${question}${answerId ? ` (answer ${answerId})` : ''}`;
