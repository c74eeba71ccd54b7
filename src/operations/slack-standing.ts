/** Whether Slack takes what the desk sends. A revoked bot token does not end a connection, so nothing else would tell. */
export interface SlackStanding {
  accepted(): void;
  /** Slack refused the token itself. */
  refused(error: string): void;
  /** Slack's error since the last accepted call; undefined when all is well. */
  error(): string | undefined;
}

export function createSlackStanding(): SlackStanding {
  let last: string | undefined;
  return {
    accepted() {
      last = undefined;
    },
    refused(error) {
      last = error;
    },
    error: () => last,
  };
}
