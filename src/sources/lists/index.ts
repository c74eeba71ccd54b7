import type { Source } from '../source.ts';
import { LIST_COLUMNS } from './schema.ts';

export const listsSource: Source = {
  id: 'lists',
  title: 'Lists of jurisdictions',
  publisher: 'U.S. Department of Justice, compiled for this project',
  address: 'data/lists.csv',
  caveat: 'To stand on a list is a fact about the list; the desk neither adopts nor disputes its label.',
  missing:
    'Only the Justice Department list of 5 Aug 2025, with the removal of Nevada on 26 Sep 2025; later changes were not checked. The Homeland Security list of 29 May 2025 was withdrawn within days and is left out.',
  bundled: 'data/lists.csv',
  requiredColumns: ['list', 'publisher', 'place', 'level', 'state', 'listed_on', 'citation'],
  columns: LIST_COLUMNS,
};
