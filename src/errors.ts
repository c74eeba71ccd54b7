/** A problem of the person's words. Its message is shown as it is; `choices` become buttons that are commands. */
export class UserError extends Error {
  override name = 'UserError';
  readonly choices: { label: string; words: string }[];

  constructor(message: string, options: { choices?: { label: string; words: string }[] } = {}) {
    super(message);
    this.choices = options.choices ?? [];
  }
}

/** The first word is no command. */
export class UnknownCommand extends UserError {}

/** The person may not do this here. */
export class NotAllowed extends UserError {}

/** A publisher's file or site is not what it was said to be. Nothing was changed. */
export class SourceError extends Error {
  override name = 'SourceError';
}

/** The desk cannot start as configured. One sentence, exit 1. */
export class StartError extends Error {
  override name = 'StartError';
}
