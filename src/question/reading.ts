/** How a question was read. */
export interface Reading {
  outcome: 'run' | 'ask' | 'refuse' | 'explain' | 'greet' | 'unsupported';
  /** The canonical command line; empty where there is none. */
  line: string;
  /** Command lines to choose from. */
  choices: string[];
  /** What the desk says about how it read. */
  said: string;
  /** It sets up, posts or ends something, so a person confirms it. */
  confirm?: true;
  /** What each stretch of the words was understood as. */
  understood?: string[];
  /** Other lines that the words may mean. */
  others?: string[];
  /** A sentence that the answer begins with: in the asker's language, or on what the question takes for granted. */
  note?: string;
  /** Nothing fitted. */
  isLost?: true;
  /** Nothing fitted the whole; a part of it may be talk before the question. */
  mayBeTalk?: true;
  /** The term that is asked about. */
  term?: string;
}
