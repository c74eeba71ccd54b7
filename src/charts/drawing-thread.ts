import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { Picture } from '../answer.ts';
import { renderPng, renderSvg } from './render.ts';

export interface DrawingRequest {
  id: number;
  picture: Picture;
}
export type DrawingReply = { id: number } & ({ png: Uint8Array } | { failure: string });

// On Linux this sets the priority of the calling thread only, so the thread that answers runs first.
if (process.platform === 'linux') setPriority(10);

parentPort?.on('message', async ({ id, picture }: DrawingRequest) => {
  const reply = await renderSvg(picture)
    .then((svg) => renderPng(svg))
    .then(
      (png): DrawingReply => ({ id, png }),
      (cause: unknown): DrawingReply => ({ id, failure: cause instanceof Error ? cause.message : String(cause) }),
    );
  parentPort?.postMessage(reply);
});
