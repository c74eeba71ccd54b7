/** What a task on database files says where the database is on a PostgreSQL server. */
export const ON_SERVER =
  'The database of DATABASE_URL is on a PostgreSQL server, which is backed up and restored there, for example: pg_dump --format=custom --file=desk.dump "$DATABASE_URL". See "PostgreSQL" in docs/operations.md.';
