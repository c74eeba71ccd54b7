type Role = '' | 'police' | 'jail';

/** Words in the name of an agency or a facility that tell its role, the first that fits. */
const WORDS: [string, Role][] = [
  ['police', 'police'],
  ['correction', 'jail'],
  ['jail', 'jail'],
  ['rikers', 'jail'],
];

/** Whether an agency or a facility polices or holds people. Without a telling word a county's holds people, a city's polices. */
export function agencyRole(row: { kind: string; level: string; canonical: string }): Role {
  if (row.kind === 'jurisdiction' || row.level === 'state' || row.level === 'federal') return '';
  const name = row.canonical.toLowerCase();
  const told = WORDS.find(([word]) => name.includes(word))?.[1];
  return told ?? (row.level === 'city' ? 'police' : 'jail');
}
