import type pg from 'pg';
import type { Value } from '../engine.ts';

/** Marks a statement whose one parameter is not bound but sent as the rows of COPY: the fastest way to many rows. */
export const COPY = '/* copy */';

/** Rows in the text format of COPY. */
export const copyText = (rows: readonly Value[][]): string =>
  rows.map((row) => `${row.map(copyValue).join('\t')}\n`).join('');

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '' };
const copyValue = (value: Value): string =>
  value === null ? '\\N' : String(value).replace(/[\\\t\n\r\0]/g, (character) => ESCAPES[character] ?? '');

/** The part of pg's connection that a COPY uses. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Runs a COPY on a connection. pg asks what it is given to run to handle the server's messages. */
export const copyRows = (client: pg.ClientBase, text: string, rows: string): Promise<object> =>
  new Promise((resolve, reject) => {
    let failure: unknown;
    let rowCount = 0;
    client.query({
      submit: (connection: CopyConnection) => connection.query(text),
      handleCopyInResponse(connection: CopyConnection) {
        connection.sendCopyFromChunk(Buffer.from(rows));
        connection.endCopyFrom();
      },
      handleCommandComplete(message: { text: string }) {
        rowCount = Number(message.text.split(' ').at(-1)); // COPY 500
      },
      handleError(cause: unknown) {
        failure ??= cause;
        // A broken connection sends nothing more.
        if (!(cause as { severity?: string }).severity) reject(cause);
      },
      handleReadyForQuery: () => (failure ? reject(failure) : resolve({ command: 'COPY', rowCount, rows: [] })),
    } as never);
  });
