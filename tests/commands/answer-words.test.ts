import { beforeAll, describe, expect, test } from 'vitest';
import { answerWords } from '../../src/commands/answer-words.ts';
import type { Context } from '../../src/context.ts';
import { UserError } from '../../src/errors.ts';
import { bundledDesk } from '../_util/desk.ts';

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
});
const ask = (words: string, previous?: string) => answerWords(desk, words, undefined, previous);

describe('words that are no command', () => {
  test.each([
    ['does denver honor detainers', 'Read as `policy "Denver, CO"`. On Nov 24, 2026, the jail of Denver, CO may not'],
    ['is Tarrant County in the 287(g) program', 'Read as `policy "Tarrant County, TX"`.'],
    ['what does Boston say on ICE holds', 'Read as `policy "Boston, MA"`.'],
  ])('%s: the first line says how they were read', async (words, says) => {
    expect((await ask(words)).summary).toContain(says);
  });

  test.each(['denvr', 'Devner', 'denver'])('%s alone is a place, with its slip', async (words) => {
    expect((await ask(words)).title).toBe('Denver, CO');
  });

  test('a follow-up changes one part of the line before', async () => {
    const { words } = await ask('and in 2019?', 'policy "Cook County, IL" on:2024');
    expect(words).toBe('policy "Cook County, IL" on:2019');
  });

  test.each(['nonsense', 'deportations'])('%s alone is refused in words, and no command is guessed', async (words) => {
    await expect(ask(words)).rejects.toThrow(/outside what the desk knows/);
  });

  test.each(['A123456789', 'is juan perez in the cook county jail', 'lookup inmate 4471923'])(
    '%s: nobody is looked up, and nothing of it is repeated',
    async (words) => {
      const refusal = await ask(words).catch((cause: unknown) => cause);
      expect(refusal).toBeInstanceOf(UserError);
      expect(String(refusal)).not.toMatch(/123456789|juan|perez|4471923/i);
    },
  );

  test('what sets something up is asked about first, and nothing is set up', async () => {
    const asked = await ask('please watch hennepin county for me, only policy changes');
    expect(asked.title).toBe('Shall the desk do this?');
    expect(JSON.stringify(asked.parts)).toContain('watch \\"Hennepin County, MN\\" kinds:policy');
    expect(await desk.db.selectFrom('watches').select('label').execute()).toEqual([]);
  });
});
