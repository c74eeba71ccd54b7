/** Whose conduct the question concerns: the jail that holds the person, a police agency, or a state agency. */
export type PolicySubject = 'jail' | 'police' | 'state';

interface Scoped {
  level: 'state' | 'county' | 'city';
  scope: string;
  kind: string;
}

const NEVER_LAW = new Set(['resolution (non-binding)', 'pending lawsuit']);

/** False for rows that bind nobody: non-binding resolutions, pending suits, statements that say they are not law. */
export function isLaw(row: Scoped): boolean {
  return !NEVER_LAW.has(row.kind) && !/not law/i.test(row.scope);
}

/**
 * True when a row's scope covers the subject. A city's rule without a scope covers its police, not the county's jail.
 */
export function reaches(row: Scoped, subject: PolicySubject): boolean {
  const scope = row.scope.toLowerCase();
  if (row.level === 'state') return stateReaches(scope, subject);
  if (subject === 'state') return false;
  if (/\bjail\b|department of correction/.test(scope) && !/not (the )?(sheriff|jail)/.test(scope))
    return subject === 'jail';
  if (/police|lapd/.test(scope) || /not the sheriff/.test(scope)) return subject === 'police';
  if (/departments|agencies/.test(scope)) return subject === 'police' && row.level === 'city';
  return row.level === 'city' ? subject === 'police' : true;
}

function stateReaches(scope: string, subject: PolicySubject): boolean {
  if (scope === '' || scope === 'opinion, not statute') return true;
  if (/run the jails|jails and prisons|prisons and jails/.test(scope)) return subject !== 'police';
  if (/^state /.test(scope)) return subject === 'state';
  if (/police only/.test(scope)) return subject === 'police';
  if (/^cities only/.test(scope)) return subject === 'police';
  if (/sheriff|jail/.test(scope)) return subject === 'jail';
  return false;
}
