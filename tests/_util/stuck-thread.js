// A drawing thread that does as the title says: hang, crash, fail, or answer.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ id, picture }) => {
  if (picture.title === 'hang') for (;;);
  if (picture.title === 'crash') process.exit(1);
  if (picture.title === 'throw') throw new Error('boom');
  if (picture.title === 'fail') return parentPort.postMessage({ id, failure: 'no font' });
  parentPort.postMessage({ id, png: Buffer.from(picture.title) });
});
