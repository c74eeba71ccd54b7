import { maskPersonalData } from './rules/private-text.ts';

/** The person's words are wrong. The message is shown as it is; `choices` become buttons, which are commands. */
export class UserError extends Error {
  override name = 'UserError';
  readonly choices: { label: string; words: string }[];

  constructor(message: string, options: { choices?: { label: string; words: string }[] } = {}) {
    super(harmless(message));
    this.choices = options.choices ?? [];
  }
}

/** The first word is not a command. */
export class UnknownCommand extends UserError {}

/** The person may not do this here. */
export class NotAllowed extends UserError {}

/** A publisher's file or site is not as expected. Nothing was changed. */
export class SourceError extends Error {
  override name = 'SourceError';

  constructor(message: string) {
    super(harmless(message));
  }
}

/** Messages quote files and people: personal data is masked, and what a terminal obeys is gone. */
const harmless = (message: string): string => withoutControls(maskPersonalData(message));

/** A terminal obeys control characters, for example in the name of a file: they become blanks. Lines stay lines. */
export const withoutControls = (text: string): string =>
  text.replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g, ' ');

/** The message of whatever was thrown, at most `max` characters. */
export const messageOf = (cause: unknown, max = Number.POSITIVE_INFINITY): string =>
  (cause instanceof Error ? cause.message : String(cause)).slice(0, max);

/** The desk cannot start with this configuration. One sentence, exit 1. */
export class StartError extends Error {
  override name = 'StartError';

  constructor(message: string, options?: ErrorOptions) {
    super(withoutControls(message), options);
  }
}
