import { messageOf } from '../../../errors.ts';

/** The server does not answer, ends the connection, or has no room for another. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ENOENT', // no Unix socket
  '57P01', // the server stops
  '57P02',
  '57P03', // the server starts
  '53300', // too many connections
]);
/** pg throws these without a code. */
const AWAY_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Connection ended|Client has encountered a connection error)/i;

export const isAway = (code: string, cause: unknown): boolean =>
  AWAY.has(code) || /^08...$/.test(code) || (code === '' && AWAY_WORDS.test(messageOf(cause)));

/** A lock that others hold, two that wait for each other, or rows that another transaction changed. */
export const isLocked = (code: string): boolean => ['55P03', '40P01', '40001'].includes(code);

/** Why the desk cannot connect, and what to do. Does not repeat the password. */
export function describeFailure(cause: unknown, address: string): string {
  const code = String((cause as { code?: unknown }).code ?? '');
  const { host, database, user } = partsOf(address);
  if (code === '28P01' || code === '28000')
    return `The database server ${host} refuses the user ${user} of DATABASE_URL (${messageOf(cause, 100)}). Check the user and the password; write special characters of a password as %40 for @, for example.`;
  if (code === '3D000')
    return `The database server ${host} has no database ${database}. Make it, for example: createdb --encoding=UTF8 --template=template0 ${database}. Or check DATABASE_URL.`;
  if (code === '53300')
    return `The database server ${host} has no connection left (${messageOf(cause, 100)}). Stop what uses them, or raise max_connections of the server. A desk takes up to 8, and each import, export or check a few more.`;
  if (isAway(code, cause) || code === 'ECONNABORTED')
    return `The database server ${host} does not answer (${code || messageOf(cause, 100)}). Start it, or check host and port in DATABASE_URL, for example postgres://desk:password@localhost:5432/desk.`;
  return `The database ${database} on ${host} cannot be used (${messageOf(cause, 200)}). Check DATABASE_URL, for example postgres://desk:password@localhost:5432/desk.`;
}

function partsOf(address: string): { host: string; database: string; user: string } {
  const { host, hostname, pathname, username, searchParams } = new URL(address);
  return {
    host: searchParams.get('host') ?? (hostname ? host : 'localhost'),
    database: decodeURIComponent(pathname.slice(1)) || decodeURIComponent(username),
    user: decodeURIComponent(username),
  };
}

/** The address without its password, for messages. */
export function shownAddress(address: string): string {
  const { host, database } = partsOf(address);
  return `postgres://${host}/${database}`;
}
