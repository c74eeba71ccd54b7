import { plural } from '../rules/wording.ts';

/** Rows of one data release in the words of a digest's first lines and of its thread; with changed rows alone, it says that none is new. */
export const arrivalCount = ({ added, changed }: { added: number; changed: number }): string =>
  added > 0
    ? `${plural(added, 'detainer row')} in one data release${changed > 0 ? ` (${plural(changed, 'row')} changed)` : ''}`
    : `one data release without new detainer rows${changed > 0 ? ` (${plural(changed, 'row')} changed)` : ''}`;
