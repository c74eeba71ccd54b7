import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';

/** A fake Slack that accepts everything, in its own thread so that its work is not counted as ours. */
let counter = 0;
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    counter += 1;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, ts: `${1_700_000_000 + counter}.000100`, messages: [] }));
  });
});
server.listen(0, '127.0.0.1', () =>
  parentPort?.postMessage(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`),
);
