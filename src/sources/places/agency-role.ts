type Role = '' | 'police' | 'jail';

/** Words in the name of an agency or a facility that reveal its role; the first match wins. */
const WORDS: [string, Role][] = [
  ['police', 'police'],
  ['correction', 'jail'],
  ['jail', 'jail'],
  ['rikers', 'jail'],
];

/**
 * Whether an agency or a facility polices or holds people. Without such a word, a county's holds people and a city's
 * polices.
 */
export function agencyRole(row: { kind: string; level: string; canonical: string }): Role {
  if (row.kind === 'jurisdiction' || row.level === 'state' || row.level === 'federal') return '';
  const name = row.canonical.toLowerCase();
  const role = WORDS.find(([word]) => name.includes(word))?.[1];
  return role ?? (row.level === 'city' ? 'police' : 'jail');
}
