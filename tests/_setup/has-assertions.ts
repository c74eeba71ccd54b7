import { beforeEach, expect } from 'vitest';

// A test that asserts nothing fails. Tests that run beside each other share one count, so it says nothing of them.
beforeEach(({ task }) => {
  if (!task.concurrent) expect.hasAssertions();
});
