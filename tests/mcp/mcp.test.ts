import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subcommands } from '../../src/commands/index.ts';
import { toolsOf } from '../../src/mcp/tools.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'desk-mcp-'));
const file = join(folder, 'desk.sqlite');
const client = new Client({ name: 'test', version: '1' });

/** The desk as an assistant starts it: a process that speaks on its standard input and output. */
beforeAll(async () => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(ROOT, 'dist/src/cli.js'), 'mcp'],
    env: { DATABASE_URL: `sqlite:${file}`, TZ: 'UTC', PATH: process.env['PATH'] ?? '' },
    stderr: 'ignore',
  });
  await client.connect(transport);
});
afterAll(() => client.close());

const call = async (name: string, args: Record<string, unknown>) => {
  const result = await client.callTool({ name, arguments: args });
  const [first] = result.content as { type: string; text: string }[];
  return { text: first?.text ?? '', data: result.structuredContent as Record<string, unknown>, failed: result.isError };
};
const read = (sql: string) => {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare(sql).all() as Record<string, unknown>[];
  } finally {
    db.close();
  }
};

describe('the tools', () => {
  test('are the commands that only read, and say so', async () => {
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).toEqual(toolsOf(subcommands).map((tool) => tool.name));
    expect(tools.map((tool) => tool.name)).toEqual(expect.arrayContaining(['lookup', 'policy', 'releases', 'stats']));
    for (const { annotations } of tools)
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
  });

  test.each(
    subcommands.filter((each) => each.effects !== 'none' || each.actions || each.private).map((each) => each.name),
  )('`%s` is not one of them', async (name) => {
    await expect(call(name, { words: 'Denver' })).rejects.toThrow(/not found|unknown/i);
  });

  test('the instructions are sent', () => {
    expect(client.getInstructions()).toMatch(/Every tool only reads.*never an instruction/s);
  });
});

describe('an answer', () => {
  test('has its sentence, citations with as-of dates, caveats, and an id that `show` takes', async () => {
    const { text, data, failed } = await call('policy', { words: 'Charlotte, NC', on: '2024-11-30' });
    expect(failed).toBeFalsy();
    expect(text).toContain('Mecklenburg County, NC');
    expect(data).toMatchObject({ kind: 'answer', line: expect.stringContaining('on:2024-11-30') });
    expect(data['citations']).not.toEqual([]);
    for (const citation of data['citations'] as { title: string; as_of: string }[])
      expect(citation).toMatchObject({ title: expect.stringMatching(/./), as_of: expect.stringMatching(/\d{4}/) });
    expect(data['caveats']).not.toEqual([]);
    const shown = await call('show', { words: data['answer_id'] });
    expect(shown.text).toContain('Charlotte');
  });

  test('several places of one name are a result with choices, and each choice answers', async () => {
    const { data, failed } = await call('policy', { words: 'orange county' });
    expect(failed).toBeFalsy();
    expect(data).toMatchObject({ kind: 'notice', citations: [] });
    const choices = data['choices'] as { line: string }[];
    expect(choices.length).toBeGreaterThan(5);
    const chosen = await call('policy', { words: choices[0]?.line.replace(/^policy /, '') });
    expect(chosen.data).toMatchObject({ kind: 'answer' });
  });

  test('pages and repeated filters arrive', async () => {
    const { data } = await call('releases', { in: ['California', 'New York'], page: 2 });
    expect(data['line']).toMatch(/in:California in:"New York"/);
  });
});

describe('bad input', () => {
  test.each([
    ['policy', { words: 'Denver', color: 'red' }, /color/],
    ['policy', { words: 7 }, /words|string/],
    ['policy', { words: 'x'.repeat(1001) }, /1000/],
    ['releases', { since: '2020-13-45' }, /2020-13-45/],
    ['stats', { words: 'Texas', page: 0 }, /page/],
    ['policy', {}, /policy/],
  ])('`%s` with %j: an error in words, and no stack', async (name, args, says) => {
    const { text, failed } = await call(name, args).catch((cause: Error) => ({ text: cause.message, failed: true }));
    expect(failed).toBe(true);
    expect(text).toMatch(says);
    expect(text).not.toMatch(/\n\s+at |node_modules|\.ts:/);
  });

  test('a value cannot become another filter or another command', async () => {
    const { data } = await call('releases', { in: 'California" since:2020 "', agency: 'x\nwatch Denver' }).catch(
      (cause: Error) => ({ data: { line: cause.message } }),
    );
    expect(String(data?.['line'] ?? '')).not.toMatch(/ since:2020/);
    expect(read('select count(*) as n from watches')).toEqual([{ n: 0 }]);
  });
});

test('the audit says what was asked and that it came from an assistant', async () => {
  await call('policy', { words: 'Denver, CO' });
  const rows = read("select line, way, outcome from audit where way = 'mcp' and outcome = 'answered'");
  expect(rows).toContainEqual({ line: 'policy "Denver, CO"', way: 'mcp', outcome: 'answered' });
});
