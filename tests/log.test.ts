import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog } from '../src/log.ts';

/** What a log writes, line by line. */
function logged(work: (log: ReturnType<typeof createLog>) => void, secrets: string[] = []): string[] {
  const lines: string[] = [];
  work(createLog('debug', secrets, (line) => void lines.push(line)));
  return lines;
}
const bot = ['xoxb', '1234567890', 'AbCdEfGh'].join('-');
const app = ['xapp', '1', 'A0123', '987', 'abcdef'].join('-');

const PLANTED = [
  bot,
  app,
  ['xoxe.xoxp', '1', 'Mi0yLTE'].join('-'),
  'A123456789',
  'A 123 456 789',
  'a-123-456-78',
  '123-45-6789',
  'jane.doe@example.org',
  '(312) 555-0142',
  'U0123ABCDE',
  'https://hooks.slack.com/commands/T1/22/secretpart',
  'wss://example.org/link/?ticket=abc-123&app_id=A1',
  'https://user:hunter22@example.org/',
  'Bearer abc.def.ghi',
  'alias: Juan',
  'Subject name: Doe, José',
];
const TELLS = [
  '1234567890-AbCdEfGh',
  '987-abcdef',
  'Mi0yLTE',
  '123456789',
  '123 456 789',
  '123-456-78',
  '123-45-6789',
  'jane.doe',
  '555-0142',
  'U0123ABCDE',
  'secretpart',
  'abc-123',
  'hunter22',
  'abc.def',
  'uan',
  'Jos',
];

describe('what nobody meant to log', () => {
  test.each(PLANTED.map((text, at) => [text, TELLS[at] ?? '']))(
    '%s: in a message, an error, its cause, an object, a list and a key',
    (text, tell) => {
      const cause = new Error(`inner ${text}`);
      const error = Object.assign(new Error(`said\n${text}`, { cause }), {
        data: { error: 'invalid', request: { body: [`text=${text}`] } },
      });
      const lines = logged((log) => {
        log.error({ err: error }, 'failed');
        log.info(`a message with ${text} in it`);
        log.warn({ said: text, deep: [{ deeper: { deepest: `x ${text}` } }], [`key ${text}`]: 1 }, 'object');
        log.child({ bound: text }).debug('child');
      });
      expect(lines).toHaveLength(4);
      for (const line of lines) {
        expect(line).not.toContain(tell);
        expect(line).toMatch(/^[^\n]+\n$/); // one line an event
        expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), time: expect.any(Number) });
      }
      expect(lines.join('')).toMatch(/\((?:token|personal|person|withheld)\)/);
    },
  );

  test('whatever stands under a key that names a secret', () => {
    const [line = ''] = logged((log) =>
      log.info({ token: 'a', headers: { Authorization: 'b', cookie: ['c'] }, signing_secret: 'd', api_key: 5 }),
    );
    expect(JSON.parse(line)).toMatchObject({
      token: '(withheld)',
      headers: { Authorization: '(withheld)', cookie: '(withheld)' },
      signing_secret: '(withheld)',
      api_key: '(withheld)',
    });
  });

  test('the secrets of the configuration, wherever they stand', () => {
    const secret = 'f00dcafe12345678';
    expect(logged((log) => log.error(new Error(`signature by (${secret})`)), [secret]).join('')).not.toContain(secret);
  });

  test('any text around a token: it is gone, and the line is still JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        const [line = ''] = logged((log) =>
          log.info({ said: `${before}${bot} ${after}`, err: new Error(`${after}\n${bot}`) }, before),
        );
        expect(line).not.toContain(bot);
        expect(line.split('\n')).toHaveLength(2);
        JSON.parse(line);
      }),
    );
  });
});

test('what is ours stays: counts, ids of channels and messages, sources, instants, places of the code', () => {
  const line = {
    source: 'ice-detainers',
    file: 'ICE_Detainers_FY2025_20250401.xlsx',
    rows: 123_456_789,
    channel: 'C0123ABCDE',
    message: 'digest-12-2026-11-24',
    at: '2026-11-24T12:00:00.000Z',
    reason: 'UNIQUE constraint failed: outbox.message_id',
    where: 'at run (file:///srv/desk/dist/src/jobs/sync.js:12:34)',
    address: 'https://www.ice.gov/doclib/participatingAgencies07182025pm.xlsx?version=3',
    sha256: 'b1946ac92492d2347c6235b4d2611184',
    WHEREABOUTS: 'UNDOCUMENTED WORDS',
  };
  expect(JSON.parse(logged((log) => log.info(line, 'facts loaded'))[0] ?? '')).toMatchObject({
    ...line,
    msg: 'facts loaded',
  });
});

test('levels: what is below is not written', () => {
  const lines: string[] = [];
  const log = createLog('warn', [], (line) => void lines.push(line));
  log.info('not this');
  log.warn('this');
  expect(lines).toHaveLength(1);
});
