import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../../src/project.ts';
import type { Desk } from '../desks.ts';
import type { Table } from '../table.ts';

const MOST_LISTED = 12;
const MB = 1_000_000;

/** The database against the CSV that was loaded, and what the packages that the desk needs weigh. */
export function measureSizes(desk: Desk, table: Table): void {
  table.heading('Sizes');
  const [ours, floor] = [desk.file, desk.csv].map((file) => [statSync(file).size / MB]);
  table.add({
    figure: `database of ${desk.rows.toLocaleString('en-US')} rows`,
    unit: 'MB',
    ours: ours ?? [],
    floor: floor ?? [],
    against: 'the CSV',
    aim: { of: 'ratio', most: 0.8 },
  });
  const sizes = packagesNeeded()
    .map((name) => ({ name, size: sizeOf(projectPath(`node_modules/${name}`)) / MB }))
    .sort((a, b) => b.size - a.size);
  table.add({
    figure: `the ${sizes.length} packages in use`,
    unit: 'MB',
    ours: [sizes.reduce((sum, { size }) => sum + size, 0)],
  });
  for (const { name, size } of sizes.slice(0, MOST_LISTED))
    table.add({ figure: `  ${name}`, unit: 'MB', ours: [size] });
}

/** Every package that the desk's own dependencies bring, by the lockfile. */
function packagesNeeded(): string[] {
  const lock = JSON.parse(readFileSync(projectPath('package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path]) => path.replace(/^node_modules\//, ''))
    .filter((name) => !name.includes('/node_modules/') && existsSync(projectPath(`node_modules/${name}`)));
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true }).reduce((sum, each) => {
    const path = join(folder, each.name);
    return sum + (each.isDirectory() ? sizeOf(path) : each.isFile() ? statSync(path).size : 0);
  }, 0);
