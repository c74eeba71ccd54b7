import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { bundledDesk } from '../_util/desk.ts';
import { loadRows } from '../_util/detainers.ts';
import { type Audited, check } from './check.ts';
import { asShipped, withRows } from './findings.ts';
import { foundRows } from './rows.ts';

/** Lines that an earlier edition answered wrongly, and others of their kinds. */
async function deskWith(load: boolean): Promise<Context> {
  const desk = await bundledDesk();
  if (load) await loadRows(desk, foundRows());
  return desk;
}

describe.each<[string, boolean, Audited[]]>([
  ['as shipped', false, asShipped],
  ['with detainer rows', true, withRows],
])('%s', (_, load, lines) => {
  let desk: Context;
  beforeAll(async () => {
    desk = await deskWith(load);
  });
  afterAll(() => desk.close());

  test.each(lines)('$line', (each) => check(desk, each));
});
