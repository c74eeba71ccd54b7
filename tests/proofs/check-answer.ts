import { expect } from 'vitest';
import type { Answer, Notice } from '../../src/answer.ts';
import { escapeText } from '../../src/blocks/escape.ts';
import { checkMessage } from '../../src/blocks/limits.ts';
import { formatDate } from '../../src/rules/dates.ts';
import { HIDDEN, shown, TOKEN } from '../_util/shown.ts';

/** Who asked, as the desk itself says it under a posted answer. */
const ASKER = /^Asked by <@[UW][A-Z0-9]+>$/;
/** What Slack parses: no bracket of ours or theirs, and no & but of an entity. */
const ESCAPED = /^(?:[^<>&]|&(?:amp|lt|gt);)*$/;

/** Half of a pair of surrogates: a request that holds one cannot be sent. */
const HALF = /\p{Surrogate}/u;

interface Message {
  text: string;
  blocks: object[];
}

/** Throws unless a message keeps Slack's limits, holds no token and nothing unseen. */
export function checkSent(message: Message): void {
  const problems = checkMessage(message);
  if (problems.length > 0) expect(problems).toEqual([]);
  if (!ESCAPED.test(message.text)) expect(message.text).toMatch(ESCAPED);
  for (const text of shown(message)) if (!ASKER.test(text)) checkText(text);
  JSON.stringify([message.text, message.blocks], (_, value) => {
    if (typeof value === 'string' && HALF.test(value)) throw new Error(`half a character in ${JSON.stringify(value)}`);
    const { type, text, url } = (value ?? {}) as Record<string, unknown>;
    if (type === 'mrkdwn' && typeof text === 'string' && !ESCAPED.test(text) && !ASKER.test(text))
      expect(text).toMatch(ESCAPED);
    if (url !== undefined) expect(url).toMatch(/^https?:\/\/[^\s<>|]+$/);
    return value;
  });
}

/** Throws when a text holds a token, or characters that are not seen. */
export function checkText(text: string): void {
  if (TOKEN.test(text)) expect(text).not.toMatch(TOKEN);
  if (HIDDEN.test(text)) expect(text).not.toMatch(HIDDEN);
}

/** Throws unless an answer with facts cites, with dates, and its message says the date. */
export function checkCited(answer: Answer | Notice, message: Message): void {
  if (answer.kind === 'notice') return;
  expect(answer.citations.length).toBeGreaterThan(0);
  for (const { title, asOf } of answer.citations) {
    expect(title).not.toBe('');
    // A date at its own precision; some publications say of what kind it is: '2019-07-17 (article)'.
    expect(asOf).toMatch(/^\d{4}(-\d{2}){0,2}(?![\d-])/);
  }
  expect(message.text).toContain(`as of ${escapeText(formatDate(answer.citations[0].asOf))}`);
  expect(JSON.stringify(message.blocks)).toContain(`as of ${formatDate(answer.citations[0].asOf)}`);
}
