import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './operator.ts';

/** The desk as `npm start` starts it, in a process of its own. */
export interface DeskProcess {
  said: string;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<number | null>;
  lines(): Record<string, unknown>[];
}

/** Starts the built desk against a local Slack. `preload` is code that runs in it first. */
export function startDeskProcess(apiUrl: string, database: string, preload?: string): DeskProcess {
  const args = preload ? ['--import', `data:text/javascript,${encodeURIComponent(preload)}`] : [];
  const child = spawn(process.execPath, [...args, join(ROOT, 'dist/src/main.js')], {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: `sqlite:${database}`,
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: apiUrl,
      LOG_LEVEL: 'info',
    },
  });
  const desk: DeskProcess = {
    said: '',
    kill: (signal) => void child.kill(signal),
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
