import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take ten seconds or more. */
const SLOWEST = [
  'proofs/crash',
  'jobs/year',
  'process',
  'sources/import-process',
  'jobs/two-processes',
  'db/upgrade',
  'cli',
  'operations/doctor',
  'db/rows-visited',
  'jobs/backup-runner',
  'slack/posting/chart-poster',
  'proofs/histories',
];

/** Starts the slowest files first, so that no thread is left alone with one of them at the end. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = SLOWEST.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));
      return at < 0 ? SLOWEST.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
