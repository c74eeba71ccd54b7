import { writeFileSync } from 'node:fs';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { CLEANED, detainer, numbers, type Release } from './generate.ts';

const BLOCK = 2 ** 17;

/** Bytes as a frame of zstd without compression (RFC 8878): Node 20 has no zstd of its own. */
function zstdFrame(bytes: Uint8Array): Uint8Array {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0]);
  head.writeUInt32LE(bytes.length, 5);
  const parts: Uint8Array[] = [head];
  for (let from = 0; from === 0 || from < bytes.length; from += BLOCK) {
    const block = bytes.subarray(from, from + BLOCK);
    const isLast = from + BLOCK >= bytes.length ? 1 : 0;
    const size = Buffer.alloc(3);
    size.writeUIntLE(isLast + block.length * 8, 0, 3);
    parts.push(size, block);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** Rows (by column name, 'NA' for none) as R's arrow writes them: typed columns, zstd, one row group. */
export function parquetOf(columns: readonly string[], rows: Iterable<Record<string, string>>): Buffer {
  const data = new Map(columns.map((name) => [name, [] as unknown[]]));
  let count = 0;
  for (const row of rows) {
    count += 1;
    for (const [name, values] of data) values.push(typed(name, row[name] ?? 'NA'));
  }
  const columnData = columns.map((name) => ({ name, data: data.get(name) ?? [] }));
  const schema = columns.map((name) => ({ name, repetition_type: 'OPTIONAL' as const, ...KINDS[kindOf(name)] }));
  const bytes = parquetWriteBuffer({
    columnData,
    schema: [{ name: 'schema', num_children: schema.length }, ...schema],
    codec: 'ZSTD',
    compressors: { ZSTD: zstdFrame },
    rowGroupSize: Math.max(1, count),
  });
  return Buffer.from(bytes);
}

/** Writes a Parquet file of invented detainer rows in the shape of the cleaned file, in one row group. */
export function generateParquet(file: string, release: Release): void {
  const rows = function* () {
    for (const row of numbers(release)) yield detainer(row, release);
  };
  writeFileSync(
    file,
    parquetOf(
      CLEANED.filter((name) => name !== ''),
      rows(),
    ),
  );
}

const KINDS = {
  day: { type: 'INT32', converted_type: 'DATE' },
  number: { type: 'INT32' },
  mark: { type: 'BOOLEAN' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
} as const;

function kindOf(name: string): keyof typeof KINDS {
  if (/_date$/.test(name)) return 'day';
  if (name === 'birth_year' || name === 'row_original' || /sentence_/.test(name)) return 'number';
  return /^duplicate_(likely|drop_row|episode_first)$/.test(name) ? 'mark' : 'text';
}

function typed(name: string, cell: string): unknown {
  if (cell === 'NA' || cell === '') return null;
  const kind = kindOf(name);
  if (kind === 'day') return new Date(`${cell}T00:00:00Z`);
  if (kind === 'number') return Number(cell);
  return kind === 'mark' ? cell === 'TRUE' : cell;
}
