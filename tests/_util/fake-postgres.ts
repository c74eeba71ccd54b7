import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** One message of PostgreSQL's protocol: its letter, its length, its body. */
function message(letter: string, ...parts: (string | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part)));
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(letter), length, body]);
}
const int16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const int32 = (value: number) => Buffer.from(new Int32Array([value]).buffer).reverse();

/** What the server says to whoever connects: an error with its code, or settings, which it gives to the first question. */
type Speech = { error: string; words: string } | { row: readonly string[] };

/** A server on loopback that greets as PostgreSQL does: for what a real one cannot be made to say. */
export async function startFakePostgres(speech: Speech): Promise<{ port: number; stop(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      if ('error' in speech) {
        const end = Buffer.from([0]);
        socket.end(message('E', 'SFATAL', 'VFATAL', `C${speech.error}`, `M${speech.words}`, end));
        return;
      }
      socket.write(Buffer.concat([message('R', int32(0)), message('Z', Buffer.from('I'))]));
      socket.on('data', () => {
        const columns = ['version', 'shown', 'encoding'];
        const fields = columns.map((name, at) =>
          Buffer.concat([
            Buffer.from(`${name}\0`),
            int32(0),
            int16(0),
            int32(at === 0 ? 23 : 25),
            int16(-1),
            int32(-1),
            int16(0),
          ]),
        );
        const cells = speech.row.map((cell) => Buffer.concat([int32(cell.length), Buffer.from(cell)]));
        socket.write(
          Buffer.concat([
            message('T', int16(3), ...fields),
            message('D', int16(3), ...cells),
            message('C', 'SELECT 1'),
            message('Z', Buffer.from('I')),
          ]),
        );
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
