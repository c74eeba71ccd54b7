import { askTask } from './cli/ask.ts';
import { digestTask } from './cli/digest.ts';
import { exportTask } from './cli/export.ts';
import { importTask } from './cli/import.ts';
import { mcpTask } from './cli/mcp.ts';
import { readTask } from './cli/read.ts';
import { syncTask } from './cli/sync.ts';
import { USAGE, writeLine } from './cli/with-context.ts';
import { messageOf, SourceError, StartError, UserError } from './errors.ts';
import { tasks as operations } from './operations/index.ts';

/** Tasks that ask, load and post: one file each in cli/. Operators' tasks are in operations/. */
const tasks: Readonly<Record<string, (argv: string[]) => Promise<number>>> = {
  ask: askTask,
  read: readTask,
  import: importTask,
  export: exportTask,
  sync: syncTask,
  digest: digestTask,
  mcp: mcpTask,
};

/** Exit codes: 0 answered or loaded, 2 the person's words or file are wrong, 1 a fault of the desk. */
async function main(argv: string[]): Promise<number> {
  const [name = '', ...rest] = argv;
  try {
    if (Object.hasOwn(tasks, name)) return (await tasks[name]?.(rest)) ?? 0;
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (!operation) throw new UserError(USAGE);
    const { code, lines } = await operation(rest);
    for (const line of lines) writeLine(process.stdout, line);
    return code;
  } catch (cause) {
    if (cause instanceof UserError || cause instanceof SourceError) {
      writeLine(process.stderr, cause.message);
      return 2;
    }
    writeLine(process.stderr, cause instanceof StartError ? cause.message : `The desk failed: ${messageOf(cause)}`);
    return 1;
  }
}

process.stdout.on('error', () => process.exit(0)); // `ask ... | head` has read enough
process.exitCode = await main(process.argv.slice(2));
