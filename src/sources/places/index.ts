import type { Source } from '../source.ts';
import { ALIAS_COLUMNS } from './schema.ts';

export const placesSource: Source = {
  id: 'places',
  title: 'Places, agencies and what people call them',
  publisher: 'States and counties: us-atlas (U.S. Census Bureau); aliases: compiled for this project',
  address: 'data/aliases.csv',
  caveat:
    'Cities are those that the facts of the desk name. Connecticut has its eight old counties and the nine planning regions of 2022; its towns stand in a region.',
  missing: 'Most cities and towns: add the state, or name the county.',
  bundled: 'data/aliases.csv',
  requiredColumns: ['alias', 'canonical', 'level', 'state', 'kind', 'ambiguity', 'rank'],
  columns: ALIAS_COLUMNS,
};
