import { maskPersonalData, WITHHELD, withoutPersons } from '../../src/rules/private-text.ts';
import { cellReader, NOT_KNOWN } from '../../src/sources/ice-detainers/cells.ts';
import { displayName } from '../../src/sources/write/facilities.ts';
import type { Harmless } from './harmless.ts';
import type { Planted } from './planted.ts';

/** A cell as the import reads it, by kind of column. */
const READ: Record<Harmless['as'], (text: string) => unknown> = {
  text: withoutPersons,
  charge: cellReader('prose'),
  country: cellReader('country'),
  site: (text) => {
    const name = cellReader('site')(text);
    return typeof name === 'string' ? displayName({ name, code: null, city: null, state: 'TX' }) : name;
  },
};
const isWithheld = (read: unknown) => read === WITHHELD || read === NOT_KNOWN;

export interface Score {
  planted: number;
  /** Planted cells that a column would keep, and those of which the mask leaves a secret. */
  missed: Planted[];
  left: Planted[];
  harmless: number;
  alarms: Harmless[];
}

/** Reads each planted cell as a text, a charge and a site's name; each harmless one as what it is. */
export function scoreMask(planted: Planted[], harmless: Harmless[]): Score {
  const kinds = ['text', 'charge', 'site'] as const;
  return {
    planted: planted.length,
    missed: planted.filter(({ text }) => !kinds.every((kind) => isWithheld(READ[kind](text)))),
    left: planted.filter(({ text, secrets }) => {
      const rest = maskPersonalData(text).toLowerCase();
      return rest === text.toLowerCase() || secrets.some((secret) => rest.includes(secret.toLowerCase()));
    }),
    harmless: harmless.length,
    alarms: harmless.filter(({ as, text }) => isWithheld(READ[as](text))),
  };
}
