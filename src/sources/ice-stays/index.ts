import type { Source } from '../source.ts';
import { RENAMED_IDENTIFIERS } from '../write/after/release-of.ts';

export const iceStays: Source = {
  id: 'ice-stays',
  title: 'ICE detention stays, matched with the detainers of the same release',
  publisher: 'ICE, released under FOIA; cleaned and published by the Deportation Data Project',
  address: 'https://deportationdata.org/data/ice.html',
  caveat:
    "Only the days from a detainer to the same person's next book-in and departure are kept: no stay, and no identifier of one. A detainer without an identifier, about one in eight, cannot be matched.",
  missing:
    "the publisher's file of detention stays (.xlsx, .csv or .parquet) of the same release as the loaded detainers, loaded after them.",
  latest: {
    address: 'https://media.githubusercontent.com/media/deportationdata/ice/main/data/detention-stays-latest.parquet',
    page: 'https://deportationdata.org/data/ice.html',
    file: 'detention-stays-latest.parquet',
  },
  requiredColumns: ['unique_identifier', 'stay_book_in_date_time', 'departed_date'],
  columns: ['unique_identifier', 'stay_book_in_date_time', 'departed_date', 'file_original'],
  optionalColumns: ['file_original'],
  isMatched: true,
  renamed: {
    ...RENAMED_IDENTIFIERS,
    stay_book_in_date: 'stay_book_in_date_time',
    departed_date_removal: 'departed_date',
  },
};
