import { McpServer } from '@modelcontextprotocol/server';
import type { Answer, Notice } from '../answer.ts';
import { renderProblemText, renderText } from '../blocks/text.ts';
import type { Subcommand } from '../command-line/subcommand.ts';
import { UserError } from '../errors.ts';
import { INSTRUCTIONS } from './instructions.ts';
import { StructuredAnswer, structure } from './structured.ts';
import { type Question, type Tool, toolsOf } from './tools.ts';

export interface McpOptions {
  version: string;
  subcommands: readonly Subcommand[];
  /** Answers a command line; throws UserError, whose words are shown. */
  answer(line: string): Promise<Answer | Notice>;
  /** Told of every fault that is not the caller's. The caller gets one sentence without details. */
  onFault(cause: unknown): void;
}

/** The desk as tools of the Model Context Protocol: one read-only tool for each command that changes nothing. */
export function createMcpServer(options: McpOptions): McpServer {
  const server = new McpServer(
    { name: 'detainer-desk', title: 'Detainer Desk', version: options.version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  for (const tool of toolsOf(options.subcommands)) {
    server.registerTool(
      tool.name,
      {
        description: tool.description,
        inputSchema: tool.input,
        outputSchema: StructuredAnswer,
        annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
      },
      (question: Question) => call(options, tool, question),
    );
  }
  return server;
}

async function call({ answer, onFault }: McpOptions, tool: Tool, question: Question) {
  try {
    const given = await answer(tool.lineOf(question));
    return { content: [text(renderText(given, { width: 0 }))], structuredContent: structure(given) };
  } catch (cause) {
    if (cause instanceof UserError) return { content: [text(renderProblemText(cause, { width: 0 }))], isError: true };
    onFault(cause);
    return {
      content: [text('The desk failed at this question. Its operator can find the reason in the log.')],
      isError: true,
    };
  }
}

const text = (words: string) => ({ type: 'text' as const, text: words });
