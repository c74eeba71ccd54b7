import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SourceError } from '../../errors.ts';
import { sourceList } from '../index.ts';
import type { Source } from '../source.ts';
import { type Download, download } from './download.ts';
import { formatSize } from './download-failure.ts';

export interface LatestOptions {
  /** Looks here in place of the publisher's address. */
  address?: string | undefined;
  /** Where the file rests until it is loaded. */
  folder: string;
  onProgress?: (bytes: number, total: number | undefined) => void;
}

/**
 * Fetches the newest file of a source from its publisher's fixed address, and hands it to `load`. Throws SourceError
 * with the page to download it from by hand where it cannot be fetched.
 */
export async function withLatest<T>(
  source: Source,
  { address, folder, onProgress }: LatestOptions,
  load: (file: Extract<Download, { kind: 'file' }>) => Promise<T>,
): Promise<T> {
  const latest = source.latest;
  if (!latest) {
    const others = sourceList.filter((each) => each.latest).map(({ id }) => id);
    throw new SourceError(
      `${source.id} has no fixed address of its newest file: give a file. \`latest\` is for ${others.join(', ')}.`,
    );
  }
  const resting = mkdtempSync(join(folder, 'incoming-'));
  try {
    const got = await download(address ?? latest.address, { folder: resting, onProgress }).catch((cause: unknown) => {
      if (!(cause instanceof SourceError)) throw cause;
      throw new SourceError(
        `${cause.message} Nothing was loaded. Download ${latest.file} from ${latest.page} and load it: npm run -s import -- ${source.id} ${latest.file}`,
      );
    });
    if (got.kind !== 'file') throw new Error('a file was asked for without conditions');
    return await load(got);
  } finally {
    rmSync(resting, { recursive: true, force: true });
  }
}

/** 'detainers-latest.parquet, 27 MB, SHA-256 f45f37b18931'. */
export const describeDownload = ({ name, bytes, sha256 }: Extract<Download, { kind: 'file' }>): string =>
  `${name}, ${formatSize(bytes)}, SHA-256 ${sha256.slice(0, 12)}`;
