import { Worker } from 'node:worker_threads';
import type { Picture } from '../answer.ts';
import { projectPath } from '../project.ts';
import type { DrawingReply, DrawingRequest } from './drawing-thread.ts';

/** A chart takes a fifth of a second; a thread that takes this long hangs. */
const LONGEST_MS = 15_000;
/** A longer queue is a flood: refuse at once rather than draw when nobody is waiting any more. */
const MOST_WAITING = 100;

export interface Drawer {
  /** Draws a picture as PNG. Throws Error with one sentence when it cannot be drawn. */
  draw(picture: Picture): Promise<Buffer>;
  close(): Promise<void>;
}

interface Task {
  message: DrawingRequest;
  settle: (result: { png: Buffer } | { failure: string }) => void;
}

/**
 * Draws one picture at a time in a worker thread, which starts with the first picture. A thread that hangs or ends is
 * replaced: its current picture fails, and the next thread draws the waiting ones.
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
    old?.on('error', () => {}); // a terminating thread may still fail
    void old?.terminate();
    end({ failure });
  }

  function start(): Worker {
    const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: 384 } });
    worker.on('message', (reply: DrawingReply) => {
      if (reply.id !== current?.message.id) return;
      end('png' in reply ? { png: Buffer.from(reply.png) } : { failure: reply.failure });
    });
    worker.on('error', (cause) => replace(`the drawing thread failed: ${cause.message}`));
    worker.on('exit', () => replace('the drawing thread ended'));
    return worker;
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
