import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { LOCAL } from '../command-line/subcommand.ts';
import { answerCommand, commandNameOf, subcommands } from '../commands/index.ts';
import { createAudit } from '../jobs/audit.ts';
import { createMcpServer } from '../mcp/server.ts';
import { projectVersion } from '../project.ts';
import { parseOptions, withContext } from './with-context.ts';

/** Serves the desk to an assistant over standard input and output, until its input ends. */
export async function mcpTask(argv: string[]): Promise<number> {
  parseOptions(argv, {});
  return await withContext(undefined, async (context) => {
    const asker = { ...LOCAL, role: 'reader' as const, way: 'mcp', channelId: 'mcp' };
    const audit = createAudit(context, commandNameOf);
    const answer = audit.recordAnswers((line, who) => answerCommand(context, line, who));
    const handle = serveStdio(
      () =>
        createMcpServer({
          version: projectVersion(),
          subcommands,
          answer: (line) => answer(line, asker),
          onFault: (err) => context.log.error({ err }, 'a question over MCP failed'),
        }),
      { onerror: (err) => context.log.warn({ err }, 'MCP') },
    );
    await new Promise<void>((resolve) => {
      process.stdin.once('end', resolve).once('close', resolve);
    });
    await handle.close();
    await audit.stop();
    return 0;
  });
}
