import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Notice } from '../answer.ts';
import type { Drawer } from '../charts/draw.ts';
import { makeFolder } from '../make-folder.ts';

/** Writes the charts of an answer as PNG files and returns their paths. Throws Error with a sentence when one cannot be drawn. */
export async function saveCharts(answer: Answer | Notice, drawer: Drawer, folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const part of answer.parts) {
    if (part.kind !== 'chart') continue;
    const file = join(folder, `${part.name}${part.picture.theme === 'dark' ? '-dark' : ''}.png`);
    const png = await drawer.draw(part.picture);
    makeFolder(folder);
    writeFileSync(file, png, { mode: 0o600 });
    files.push(file);
  }
  return files;
}
