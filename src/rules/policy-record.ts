/** The closed vocabularies of the policy record (data/policies.csv). */
export const DIMENSIONS = [
  'hold_on_detainer',
  'notify_release',
  'jail_access_for_ice',
  'share_information',
  'agreement_287g',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export type PolicyValue = 'required' | 'prohibited' | 'limited' | 'permitted';
export const CELLS = ['required', 'permitted', 'limited', 'prohibited', 'not addressed', ''] as const;

/** The column with the conditions and exceptions of each dimension's value. */
export const TERMS = {
  hold_on_detainer: 'hold_terms',
  notify_release: 'notify_terms',
  jail_access_for_ice: 'access_terms',
  share_information: 'information_terms',
  agreement_287g: 'agreement_terms',
} as const satisfies Record<Dimension, string>;

export const POLICY_KINDS = [
  'statute',
  'ordinance',
  'resolution',
  'resolution (non-binding)',
  'executive order',
  'directive',
  'attorney general opinion',
  'agency policy',
  '287(g) agreement',
  'court ruling',
  'settlement or consent order',
  'pending lawsuit',
  'state law pointer',
] as const;

export const REVIEWED = [
  'second reader confirmed',
  'corrected after review',
  'doubted by second reader',
  'not reviewed',
] as const;

export const BASES = ['source read', 'source plus recollection', 'recollection'] as const;

/** The dimensions that a cell such as 'hold_on_detainer; notify_release' names. */
export const dimensionsIn = (cell: string): string[] => (cell === '' ? [] : cell.split(';').map((name) => name.trim()));
