import type { Citation } from '../answer.ts';
import type { Context } from '../context.ts';
import type { DetainerWithFacility } from '../db/detainers.ts';
import { findImport, findLatestLoaded } from '../db/imports.ts';

/** Cites the publisher's files behind rows, each file once, as of the import that loaded it. */
export async function citeFiles(context: Context, rows: DetainerWithFacility[]): Promise<[Citation, ...Citation[]]> {
  const files = new Map(rows.map((row) => [row.file, row.import_id]));
  const cited: Citation[] = [];
  for (const [file, importId] of files) {
    const loaded = await findImport(context.db, importId);
    cited.push({
      title: `Government data provided by ICE in response to a FOIA request to the Deportation Data Project, ${file}`,
      url: 'https://deportationdata.org/data/ice.html',
      asOf: loaded?.published_on ?? loaded?.finished_at.slice(0, 10) ?? 'not known',
    });
  }
  const [first, ...rest] = cited;
  if (first) return [first, ...rest];
  const latest = await findLatestLoaded(context.db, 'ice-detainers');
  return [
    {
      title: 'ICE detainer records, Deportation Data Project',
      url: 'https://deportationdata.org/data/ice.html',
      asOf: latest?.published_on ?? latest?.finished_at.slice(0, 10) ?? 'not loaded',
    },
  ];
}
