import { USAGE, writeLine } from './cli/with-context.ts';
import { SourceError, StartError, UserError } from './errors.ts';

/** Tasks that ask, load and post: one file each in cli/. Only the one that runs is loaded, which makes the start faster. */
const tasks: Readonly<Record<string, () => Promise<(argv: string[]) => Promise<number>>>> = {
  ask: async () => (await import('./cli/ask.ts')).askTask,
  read: async () => (await import('./cli/read.ts')).readTask,
  import: async () => (await import('./cli/import.ts')).importTask,
  intake: async () => (await import('./cli/intake.ts')).intakeTask,
  export: async () => (await import('./cli/export.ts')).exportTask,
  sync: async () => (await import('./cli/sync.ts')).syncTask,
  digest: async () => (await import('./cli/digest.ts')).digestTask,
  manifest: async () => (await import('./cli/manifest.ts')).manifestTask,
  mcp: async () => (await import('./cli/mcp.ts')).mcpTask,
};

/** Exit codes: 0 answered or loaded, 2 the person's words or file are wrong, 1 a fault of the desk. */
async function main(argv: string[]): Promise<number> {
  const [name = '', ...rest] = argv;
  try {
    const load = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
    if (load) return await (await load())(rest);
    const { tasks: operations } = await import('./operations/index.ts'); // the operators' tasks
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
    const { describeFailure } = await import('./db/connect.ts'); // tasks without a database start faster
    writeLine(
      process.stderr,
      cause instanceof StartError ? cause.message : `The desk failed: ${describeFailure(cause)}`,
    );
    return 1;
  }
}

process.stdout.on('error', () => process.exit(0)); // `ask ... | head` has read enough
process.exitCode = await main(process.argv.slice(2));
