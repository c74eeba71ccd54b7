import { expect, test } from 'vitest';
import { parseConfig } from '../../../src/config.ts';
import { connect } from '../../../src/db/connect.ts';
import { startFakePostgres } from '../../_util/fake-postgres.ts';
import { freePort } from '../../_util/free-port.ts';

const refusalOf = (address: string) =>
  connect(address).then(
    () => 'connected',
    (cause: Error) => `${cause.name}: ${cause.message}`,
  );

test.each([
  [
    '28P01',
    'password authentication failed for user "desk"',
    /refuses the user desk of DATABASE_URL.*Check the user and the password/,
  ],
  ['3D000', 'database "facts" does not exist', /has no database facts\. Make it, for example: createdb/],
  ['53300', 'sorry, too many clients already', /has no connection left.*raise max_connections/],
  ['57P03', 'the database system is starting up', /does not answer \(57P03\)\. Start it/],
  ['42501', 'permission denied', /cannot be used \(permission denied\)\. Check DATABASE_URL/],
])('a server that refuses with %s (%s) is told in one sentence, without the password', async (error, words, said) => {
  const server = await startFakePostgres({ error, words });
  const refusal = await refusalOf(`postgres://desk:s3cret@127.0.0.1:${server.port}/facts`);
  expect(refusal).toMatch(said);
  expect(refusal).toMatch(/^StartError: /);
  expect(refusal).toContain(`127.0.0.1:${server.port}`);
  expect(refusal).not.toContain('s3cret');
  server.stop();
});

test.each([
  [['140010', '14.10', 'UTF8'], /is PostgreSQL 14\.10, which is older than 15\. Update it/],
  [['150000', '15.0', 'LATIN1'], /has the encoding LATIN1, and the desk needs UTF8/],
])('a server with %s is refused', async (row, said) => {
  const server = await startFakePostgres({ row });
  expect(await refusalOf(`postgres://desk@127.0.0.1:${server.port}/facts`)).toMatch(said);
  server.stop();
});

test('a server that is not there', async () => {
  const port = await freePort();
  expect(await refusalOf(`postgres://desk@127.0.0.1:${port}/facts`)).toMatch(
    new RegExp(
      `^StartError: The database server 127.0.0.1:${port} does not answer \\(ECONNREFUSED\\)\\. Start it, or check`,
    ),
  );
  expect(await refusalOf('postgres://desk@nowhere.invalid/facts')).toMatch(/nowhere\.invalid does not answer \(E\w+\)/);
});

test.each([
  ['postgres://', /DATABASE_URL must be sqlite: and a path/],
  ['mysql://desk@localhost/facts', /or the address of a PostgreSQL database, for example postgres:\/\//],
  ['postgres://desk:a@b@:x/facts', /DATABASE_URL is no address/],
])('DATABASE_URL=%s is refused before anything connects', (url, said) => {
  expect(() => parseConfig({ DATABASE_URL: url })).toThrow(said);
});

test('BACKUP_DIR is for files', () => {
  const given = { DATABASE_URL: 'postgres://desk@localhost/facts', BACKUP_DIR: '/srv' };
  expect(() => parseConfig(given)).toThrow(/A PostgreSQL database is backed up there, with pg_dump/);
});
