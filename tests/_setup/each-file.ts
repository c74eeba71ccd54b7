import { afterAll, beforeEach, expect } from 'vitest';
import { endCopies } from '../_util/databases.ts';

// A test that asserts nothing fails. Tests that run beside each other share one count, so it says nothing of them.
beforeEach(({ task }) => {
  if (!task.concurrent) expect.hasAssertions();
});

afterAll(endCopies);
