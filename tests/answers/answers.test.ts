import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { subcommands } from '../../src/commands/index.ts';
import { projectPath } from '../../src/project.ts';
import { type Asked, answersOf, linesOf, lists, textOf } from './ask.ts';

const answers = new Map<string, Promise<Asked[]>>();
function answered(list: string): Promise<Asked[]> {
  const known = answers.get(list) ?? answersOf(list);
  answers.set(list, known);
  return known;
}

const blocksSaid = async (list: string) =>
  [`# ${list}`, ...(await answered(list)).map(({ line, blocks }) => `${blocks}  ${line}`), ''].join('\n');

describe('answers', () => {
  test.each(lists)('%s', async (list) => {
    await expect(textOf(await answered(list))).toMatchFileSnapshot(`expected/${list}.txt`);
  });

  test('as Slack messages', async () => {
    const said: string[] = [];
    for (const list of lists) said.push(await blocksSaid(list));
    await expect(said.join('\n')).toMatchFileSnapshot('expected/blocks.txt');
  });
});

describe('the lines', () => {
  const all = lists.flatMap(linesOf);
  const asks = (line: string) => all.includes(line) || all.includes(`export ${line}`);

  test('are many, and each command has its own', () => {
    expect(all.length).toBeGreaterThan(550);
    for (const { name } of subcommands)
      expect(linesOf(name).filter((line) => line.startsWith(name)).length, name).toBeGreaterThan(0);
  });

  test('use every filter and ask every example of the help', () => {
    for (const { name, filters, examples } of subcommands) {
      const mine = linesOf(name);
      for (const key of [...Object.keys(filters), 'page'])
        expect(
          mine.filter((line) => line.includes(`${key}:`)),
          `${name} ${key}:`,
        ).not.toEqual([]);
      expect(examples.filter((line) => !asks(line))).toEqual([]);
    }
  });

  test('ask every example of the README', () => {
    const readme = ['README.md', 'docs/using.md'].map((file) => readFileSync(projectPath(file), 'utf8')).join('\n');
    const shown = [
      ...[...readme.matchAll(/^> (.+?)(?: {2,}.*)?$/gm)],
      ...[...readme.matchAll(/^\/detainer (.+)$/gm)],
      ...[...readme.matchAll(/(?:echo|ask --|export --) '(.+?)'/g)],
      ...[
        ...readme.matchAll(
          /`((?:default|compare|chart|show|cite|watch|digest|policy|lookup|releases|stats) [^`.<]*)`/g,
        ),
      ],
    ].map((found) => found[1] ?? '');
    expect(shown.length).toBeGreaterThan(15);
    expect(shown.filter((line) => !asks(line))).toEqual([]);
  });
});
