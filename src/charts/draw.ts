import { Worker } from 'node:worker_threads';
import type { Picture } from '../answer.ts';
import { projectPath } from '../project.ts';
import type { DrawingReply, DrawingRequest } from './drawing-thread.ts';

/** A chart takes a fifth of a second; a thread that takes this long hangs. */
const LONGEST_MS = 15_000;
/** More than this waiting is a flood: better refused at once than drawn when nobody looks any more. */
const MOST_WAITING = 100;

export interface Drawer {
  /** The picture as a PNG. Throws Error with one sentence when it cannot be drawn. */
  draw(picture: Picture): Promise<Buffer>;
  close(): Promise<void>;
}

interface Task {
  message: DrawingRequest;
  settle: (result: { png: Buffer } | { failure: string }) => void;
}

/**
 * Draws one picture after the other in a thread of its own, which starts with the first. A thread that hangs or ends is
 * replaced: the picture that it was at fails, those that wait are drawn by the next.
 */
export function createDrawer({
  script = projectPath('dist/src/charts/drawing-thread.js'),
  longest = LONGEST_MS,
}: {
  script?: string | URL;
  longest?: number;
} = {}): Drawer {
  const waiting: Task[] = [];
  let thread: Worker | undefined;
  let current: Task | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ids = 0;

  function next(): void {
    if (current) return;
    current = waiting.shift();
    if (!current) return void thread?.unref();
    thread ??= start();
    thread.ref();
    timer = setTimeout(() => replace('drawing it took too long'), longest);
    thread.postMessage(current.message);
  }

  function end(result: { png: Buffer } | { failure: string }): void {
    clearTimeout(timer);
    const task = current;
    current = undefined;
    task?.settle(result);
    next();
  }

  function replace(failure: string): void {
    const old = thread;
    thread = undefined;
    old?.removeAllListeners();
    old?.on('error', () => {}); // one that is ending may still fail
    void old?.terminate();
    end({ failure });
  }

  function start(): Worker {
    const made = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: 384 } });
    made.on('message', (said: DrawingReply) => {
      if (said.id !== current?.message.id) return;
      end('png' in said ? { png: Buffer.from(said.png) } : { failure: said.failure });
    });
    made.on('error', (cause) => replace(`the drawing thread failed: ${cause.message}`));
    made.on('exit', () => replace('the drawing thread ended'));
    return made;
  }

  return {
    async draw(picture) {
      if (waiting.length >= MOST_WAITING)
        throw new Error(`${MOST_WAITING} charts are waiting to be drawn: ask again in a minute.`);
      ids += 1;
      const message = { id: ids, picture };
      const result = await new Promise<{ png: Buffer } | { failure: string }>((settle) => {
        waiting.push({ message, settle });
        next();
      });
      if ('failure' in result) throw new Error(`The chart could not be drawn: ${result.failure}`);
      return result.png;
    },
    async close() {
      for (const task of waiting.splice(0)) task.settle({ failure: 'the desk is stopping' });
      const old = thread;
      thread = undefined;
      old?.removeAllListeners();
      if (current) end({ failure: 'the desk is stopping' });
      await old?.terminate();
    },
  };
}
