import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readShortcuts } from '../../src/local/manifest.ts';
import { projectPath } from '../../src/project.ts';

test('the page offers the shortcuts that the manifest declares', () => {
  const manifest = `features:
  shortcuts:
    - { name: Search the desk, type: global, callback_id: search, description: x }
    - { name: Look up, type: message, callback_id: look_up, description: x }
`;
  expect(readShortcuts(manifest)).toEqual([
    { name: 'Search the desk', type: 'global', callbackId: 'search' },
    { name: 'Look up', type: 'message', callbackId: 'look_up' },
  ]);
  expect(readShortcuts('')).toEqual([]);
  const ours = readFileSync(projectPath('manifest.yml'), 'utf8');
  expect(readShortcuts(ours).length).toBe((ours.match(/callback_id:/g) ?? []).length);
});
