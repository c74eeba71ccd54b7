import { readFileSync } from 'node:fs';
import { projectPath } from '../project.ts';
import type { ValueKind, VocabularyEntry } from '../rules/value-words.ts';
import { parseCsvRows } from '../sources/files/csv-parser.ts';

let entries: ReadonlyMap<ValueKind, VocabularyEntry[]> | undefined;

/** The words of data/vocabulary.csv for a filter. The file is read once. */
export function vocabularyOf(kind: ValueKind): readonly VocabularyEntry[] {
  entries ??= readEntries(readFileSync(projectPath('data/vocabulary.csv'), 'utf8'));
  return entries.get(kind) ?? [];
}

function readEntries(text: string): ReadonlyMap<ValueKind, VocabularyEntry[]> {
  const read = new Map<ValueKind, VocabularyEntry[]>();
  const list = (cell = '') => cell.split(';').filter((each) => each !== '');
  for (const { filter, words, values, except } of parseCsvRows(text)) {
    const kind = filter as ValueKind;
    read.set(kind, [...(read.get(kind) ?? []), { words: list(words), values: list(values), except: list(except) }]);
  }
  return read;
}
