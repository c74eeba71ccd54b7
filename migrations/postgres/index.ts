import type { Migration } from 'kysely';
import * as baseline from './037-baseline.ts';
import * as workspaces from './043-workspaces.ts';
import * as installations from './044-installations.ts';
import * as replicas from './045-replicas.ts';
import * as facilityOutcomes from './049-facility-outcomes.ts';

/**
 * PostgreSQL's migrations, in order: the baseline stands for all of ../index.ts up to 037, and each later migration there
 * has one of the same name here. A landed migration is frozen: a repair is a new number.
 */
export const migrations: Record<string, Migration> = {
  '037-baseline': baseline,
  '043-workspaces': workspaces,
  '044-installations': installations,
  '045-replicas': replicas,
  '049-facility-outcomes': facilityOutcomes,
};
