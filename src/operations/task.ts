/** The result of an operator's task: lines for stdout and the exit code. */
export interface TaskResult {
  code: number;
  lines: string[];
}

/**
 * An operator's task. UserError is the person's mistake (exit 2); StartError is anything else that prevents it (exit
 * 1).
 */
export type Task = (argv: string[]) => Promise<TaskResult>;
