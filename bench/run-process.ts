import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { projectPath } from '../src/project.ts';

/** Of /proc, in a second. */
const TICKS = 100;

export interface Run {
  seconds: number;
  /** Processor seconds of all threads, and the most memory that the process held, in MB (Linux only). */
  cpu: number;
  peak: number;
  out: string;
}

/** Runs a program to its end. Throws when it fails, or is not there. */
export async function runProcess(
  program: string,
  args: string[],
  env: Record<string, string> = {},
  input = '',
): Promise<Run> {
  const start = performance.now();
  const child = spawn(program, args, { env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: 'pipe' });
  let out = '';
  let [peak, cpu] = [0, 0];
  child.stdout.on('data', (piece) => {
    out += String(piece);
  });
  child.stderr.on('data', (piece) => process.stderr.write(piece));
  const watch = setInterval(() => {
    if (!existsSync(`/proc/${child.pid}/status`)) return;
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    const times = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    cpu = Math.max(cpu, (Number(times[11]) + Number(times[12])) / TICKS);
  }, 50);
  child.stdin.end(input);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, cpu, peak, out };
}

/** Imports a file as `npm run import` does. */
export const runImport = (database: string, source: string, file: string): Promise<Run> =>
  runProcess(
    process.execPath,
    [
      '--max-semi-space-size=8',
      '--max-old-space-size=256',
      projectPath('dist/src/cli.js'),
      'import',
      source,
      file,
      '--json',
    ],
    { DATABASE_URL: `sqlite:${database}` },
  );
