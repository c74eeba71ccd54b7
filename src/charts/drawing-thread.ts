import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { Picture } from '../answer.ts';
import { renderPng, renderSvg } from './render.ts';

export interface DrawingRequest {
  id: number;
  picture: Picture;
}
export type DrawingReply = { id: number } & ({ png: Uint8Array } | { failure: string });

// On Linux this is the priority of the calling thread alone: whoever answers goes first.
if (process.platform === 'linux') setPriority(10);

parentPort?.on('message', async ({ id, picture }: DrawingRequest) => {
  const said = await renderSvg(picture)
    .then((svg) => renderPng(svg))
    .then(
      (png): DrawingReply => ({ id, png }),
      (cause: unknown): DrawingReply => ({ id, failure: cause instanceof Error ? cause.message : String(cause) }),
    );
  parentPort?.postMessage(said);
});
