/** What a task of the operator did: lines for stdout and the exit code. */
export interface TaskResult {
  code: number;
  lines: string[];
}

/** A task of `npm run`: UserError is a mistake of the person (exit 2), StartError what stands in the way (exit 1). */
export type Task = (argv: string[]) => Promise<TaskResult>;
