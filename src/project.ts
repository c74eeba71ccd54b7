import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from './errors.ts';

/** The folder of package.json, whether the code runs from src or dist. */
function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new StartError('package.json not found above the program. Is the installation complete?');
    folder = parent;
  }
  return folder;
}

/** A path inside the project, made absolute. */
export const projectPath = (path: string): string => (isAbsolute(path) ? path : join(projectFolder(), path));

/** The version in package.json. */
export function projectVersion(): string {
  const { version } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { version: string };
  return version;
}
