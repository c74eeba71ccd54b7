import { agreements287g } from './agreements-287g/index.ts';
import { facilitiesSource } from './facilities/index.ts';
import { figuresSource } from './figures/index.ts';
import { iceArrests } from './ice-arrests/index.ts';
import { iceDetainers } from './ice-detainers/index.ts';
import { iceStays } from './ice-stays/index.ts';
import { listsSource } from './lists/index.ts';
import { placesSource } from './places/index.ts';
import { policiesSource } from './policies/index.ts';
import { releasesSource } from './releases/index.ts';
import type { Source } from './source.ts';

/** Every source, in loading order: places come first, since the others refer to them. */
export const sourceList: readonly Source[] = [
  placesSource,
  facilitiesSource,
  policiesSource,
  releasesSource,
  figuresSource,
  listsSource,
  agreements287g,
  iceDetainers,
  iceArrests,
  iceStays,
];
