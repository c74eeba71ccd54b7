import type { Source } from '../source.ts';
import { POLICY_COLUMNS } from './schema.ts';

export const policiesSource: Source = {
  id: 'policies',
  title: 'Rules on detainers, by place and date',
  publisher:
    'Statutes, court rulings, ordinances, policies and agreements, compiled for this project; each row cites its own',
  address: 'data/policies.csv',
  caveat:
    '"In force" means when last read: each row has its own as-of date and confidence. Rows marked unconfirmed are never shown as law. Not legal advice.',
  missing:
    "Most counties and cities have no row of their own; what happened after a row's as-of date is not known here.",
  bundled: 'data/policies.csv',
  requiredColumns: [
    'level',
    'state',
    'name',
    'agencies',
    'instrument',
    'kind',
    'hold_on_detainer',
    'confidence',
    'as_of',
    'status',
  ],
  columns: POLICY_COLUMNS,
};
