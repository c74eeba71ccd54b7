import type { Source } from '../source.ts';
import { RENAMED_IDENTIFIERS } from '../write/after/release-of.ts';

export const iceArrests: Source = {
  id: 'ice-arrests',
  title: 'ICE arrests, matched with the detainers of the same release',
  publisher: 'ICE, released under FOIA; cleaned and published by the Deportation Data Project',
  address: 'https://deportationdata.org/data/ice.html',
  caveat:
    "Only the days from a detainer to ICE's first arrest of the same person are kept: no arrest, and no identifier of one. A detainer without an identifier, about one in eight, cannot be matched.",
  missing:
    "the publisher's arrests file (.xlsx, .csv or .parquet) of the same release as the loaded detainers, loaded after them.",
  latest: {
    address: 'https://media.githubusercontent.com/media/deportationdata/ice/main/data/arrests-latest.parquet',
    page: 'https://deportationdata.org/data/ice.html',
    file: 'arrests-latest.parquet',
  },
  requiredColumns: ['unique_identifier', 'apprehension_date|apprehension_date_time'],
  columns: ['unique_identifier', 'apprehension_date', 'apprehension_date_time', 'file_original'],
  optionalColumns: ['apprehension_date', 'apprehension_date_time', 'file_original'],
  isMatched: true,
  renamed: RENAMED_IDENTIFIERS,
};
