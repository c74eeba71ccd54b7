import type { Citation } from '../answer.ts';
import type { Context } from '../context.ts';
import type { DetainerWithFacility } from '../db/detainers.ts';
import { findImport, findLatestLoaded } from '../db/imports.ts';
import { asOfDay } from '../rules/moment.ts';
import { citeDataRelease } from './cite-data-release.ts';

/** Cites the publisher's files behind rows, each file once, as of the import that loaded it. */
export async function citeFiles(
  { db, zone }: Context,
  rows: DetainerWithFacility[],
): Promise<[Citation, ...Citation[]]> {
  const files = new Map(rows.map((row) => [row.file, row.import_id]));
  const cited: Citation[] = [];
  for (const [file, importId] of files) {
    const loaded = await findImport(db, importId);
    cited.push(citeDataRelease(loaded ? asOfDay(loaded, zone) : 'not known', file));
  }
  const [first, ...rest] = cited;
  if (first) return [first, ...rest];
  const latest = await findLatestLoaded(db, 'ice-detainers');
  return [
    {
      title: 'ICE detainer records, Deportation Data Project',
      url: 'https://deportationdata.org/data/ice.html',
      asOf: latest ? asOfDay(latest, zone) : 'not loaded',
    },
  ];
}
