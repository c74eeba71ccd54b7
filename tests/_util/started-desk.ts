import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './operator.ts';

export interface StartedDesk {
  pid: number;
  /** What it wrote to its log so far. */
  said: string;
  lines(): Record<string, unknown>[];
  kill(signal: NodeJS.Signals): boolean;
  /** Its exit code; null when a signal ended it. */
  ended: Promise<number | null>;
}

/** Runs the built desk as `npm start` does, for the stand-in for Slack at an address; `preload` is code that it runs first. */
export function runDesk(
  apiUrl: string,
  database: string,
  { preload, env = {} }: { preload?: string; env?: Record<string, string> } = {},
): StartedDesk {
  const args = preload ? ['--import', `data:text/javascript,${encodeURIComponent(preload)}`] : [];
  const child = spawn(process.execPath, [...args, join(ROOT, 'dist/src/main.js')], {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: `sqlite:${database}`,
      DESK_TIME_ZONE: 'UTC',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: apiUrl,
      ...env,
    },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const desk: StartedDesk = {
    pid: child.pid ?? 0,
    said: '',
    kill: (signal) => child.kill(signal),
    ended: new Promise((resolve) => child.once('close', resolve)),
    lines: () =>
      desk.said
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
  };
  child.stderr.on('data', (piece) => (desk.said += String(piece)));
  return desk;
}
