import { expect, test } from 'vitest';
import { read } from './score.ts';

test.each([
  ['a quote within English that begins with a command', 'show me tbookings```."ingsi"'],
  ['a formula', 'sources for the re=HYPERLINK("http://x","y")lease!channe'],
  ['a quote that is never closed', 'show me the latest de⛧ainers in"colorado'],
  ['a word in quotes', 'sources for the "release" channel'],
  ['a quote before one word', 'sources "abc'],
  ['a command that takes a line', 'cite me the "sources" of it'],
  ['a setting', 'default of the "board" is what'],
  ['help', 'help me with the "lists", please'],
  ['a place in quotes', 'show me the latest detainers in"colorado'],
  ['a real command', 'releases in:"texas" since:2020'],
  ['two real places', 'compare "cook county" with "harris county'],
])('%s: what it is read as is read as the same line again', async (_, words) => {
  const reading = await read(words);
  const again = reading.outcome === 'run' ? await read(reading.line) : reading;
  expect({ line: again.line, outcome: again.outcome }).toEqual({ line: reading.line, outcome: reading.outcome });
});

test('a stray quote in English leaves it English', async () => {
  expect((await read('show me the latest detainers in"colorado')).line).toBe('lookup Colorado');
  expect(await read('sources for the "release" channel')).toMatchObject({
    outcome: 'ask',
    line: '',
    said: 'The desk does not know what to make of "channel" here, so it ran nothing. Without it:',
  });
});
