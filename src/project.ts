import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from './errors.ts';

/** The folder of package.json, from wherever the code runs (src or dist). */
export function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new StartError('package.json not found above the program: is the installation whole?');
    folder = parent;
  }
  return folder;
}

/** A path of the project's own, absolute. */
export const projectPath = (path: string): string => (isAbsolute(path) ? path : join(projectFolder(), path));
