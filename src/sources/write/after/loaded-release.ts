import type { Db } from '../../../db/connect.ts';
import { findIdentifiedDetainers } from '../../../db/detainer-after.ts';
import { SourceError } from '../../../errors.ts';
import { ARREST_EVENTS } from '../../ice-arrests/schema.ts';
import { STAY_EVENTS } from '../../ice-stays/schema.ts';
import type { Source } from '../../source.ts';
import { describeRelease, mayBeSame, type ReleaseName, releaseOf } from './release-of.ts';
import { createWindows } from './windows.ts';

/** The detainers of one release. */
export interface LoadedRelease {
  name: ReleaseName;
  /** It may have been loaded file by file. */
  importIds: number[];
  windows: ReturnType<typeof createWindows>;
}

/** The newest loaded detainers whose release may be that of a file. Throws SourceError when there are none. */
export async function openRelease(
  db: Db,
  loaded: { import_id: number; file: string }[],
  named: ReleaseName,
  source: Source,
): Promise<LoadedRelease> {
  const releases = loaded.map(({ import_id, file }) => ({ importId: import_id, name: releaseOf(file) }));
  const base = releases.find(({ name }) => mayBeSame(name, named));
  if (!base)
    throw new SourceError(
      `The file is of ${describeRelease(named)}, and the loaded detainers are of ${describeRelease(releases[0]?.name ?? {})}. Identifiers differ between releases, so that nothing can be matched. Load the files of one release: first ice-detainers, then ${source.id}.`,
    );
  const isBase = ({ importId, name }: (typeof releases)[number]) =>
    importId === base.importId ||
    (base.name.day !== undefined && name.day === base.name.day && name.request === base.name.request);
  const importIds = [...new Set(releases.filter(isBase).map(({ importId }) => importId))];
  const windows = createWindows(source.id === 'ice-stays' ? STAY_EVENTS.length : ARREST_EVENTS.length);
  for await (const rows of findIdentifiedDetainers(db, importIds))
    for (const { identifier, prepared_on, detainer_id } of rows) windows.add(identifier, prepared_on, detainer_id);
  if (windows.count() === 0)
    throw new SourceError(
      `None of the loaded detainers of ${describeRelease(base.name)} has an identifier, so that nothing can be matched with them.`,
    );
  windows.close();
  return { name: base.name, importIds, windows };
}
