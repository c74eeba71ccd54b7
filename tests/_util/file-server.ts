import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateRawSync } from 'node:zlib';

export type Answering = (response: ServerResponse, request: IncomingMessage) => void;

/** A publisher's site on loopback: what each path answers is set by the test, and may change. */
export interface FileServer {
  address(path: string): string;
  paths: Map<string, Answering>;
  requests: { path: string; headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

export async function startFileServer(): Promise<FileServer> {
  const site: FileServer = {
    address: (path) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    paths: new Map(),
    requests: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    site.requests.push({ path, headers: request.headers });
    const answer = site.paths.get(path) ?? site.paths.get(path.replace(/\?.*$/, ''));
    if (answer) answer(response, request);
    else status(404)(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return site;
}

/** A file with an ETag: 304 for who has it. */
export const file =
  (body: string | Buffer, { etag, ...headers }: Record<string, string> = {}): Answering =>
  (response, request) => {
    const has = etag !== undefined && request.headers['if-none-match'] === etag;
    response.writeHead(has ? 304 : 200, { ...(etag ? { etag } : {}), ...headers });
    response.end(has ? undefined : body);
  };
export const status =
  (code: number, headers: Record<string, string> = {}): Answering =>
  (response) => {
    response.writeHead(code, headers);
    response.end('Something went wrong');
  };
/** Sends the beginning, then nothing more. */
export const slow =
  (beginning: string): Answering =>
  (response) => {
    response.writeHead(200, { 'content-length': '100000' });
    response.write(beginning);
  };
/** Sends the beginning and hangs up. */
export const cutOff =
  (beginning: string): Answering =>
  (response) => {
    response.writeHead(200, { 'content-length': '100000' });
    response.write(beginning, () => response.socket?.destroy());
  };

/** A zip archive whose parts may say of themselves that they unpack to another size. */
export function zipOf(parts: { name: string; text: string | Buffer; declared?: number }[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, declared } of parts) {
    const packed = deflateRawSync(text);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(declared ?? Buffer.byteLength(text), 8);
    const common = Buffer.concat([
      Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]),
      sizes,
      Buffer.from([name.length, 0, 0, 0]),
    ]);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed]);
    const where = Buffer.alloc(4);
    where.writeUInt32LE(offset);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\u0001\u0002'),
        Buffer.from([20, 0]),
        common,
        Buffer.alloc(10),
        where,
        Buffer.from(name),
      ]),
    );
    pieces.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, central, end]);
}
