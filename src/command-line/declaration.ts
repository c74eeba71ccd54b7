import type { Role } from '../rules/access.ts';

/**
 * What a command changes beyond its answer: nothing, a person's settings, a channel's settings, the record that all
 * read, or it makes a file.
 */
type Effects = 'none' | 'person' | 'channel' | 'record' | 'file';

/** What a command does. Access, limits, defaults, `cite`, `show`, `export`, metrics and posting read it here. */
export interface Declaration {
  effects: Effects;
  /** The least role that may run it. */
  role: Role;
  /** CPU seconds charged in addition to the time spent answering: another process or thread does the rest. */
  cost?: number;
  /** When places share a name, the default state of the person or channel may choose one. */
  usesDefaultPlace?: true;
  /** Its answers have rows that `export` can write. */
  exportable?: true;
  /** Its answer is for the person alone, never for a channel. */
  private?: true;
  /** It reads ICE's detainer rows, which may take seconds where many are loaded. */
  heavy?: true;
}

/** Stands for no word after the command's name. */
const NO_WORD = '.';

/** A declaration, and what differs for the word after the command's name; `.` stands for no word. */
export interface Declares extends Declaration {
  actions?: Readonly<Record<string, Partial<Declaration>>>;
}

/**
 * The declaration of a command with the words typed after its name. Unknown words get the command's own declaration.
 */
export function declarationOf(command: Declares, typed: string): Declaration {
  const [next = ''] = typed.trim().toLowerCase().split(/\s+/);
  const { effects, role, cost, usesDefaultPlace, exportable, private: isPrivate, heavy, actions = {} } = command;
  return {
    effects,
    role,
    ...(cost === undefined ? {} : { cost }),
    ...(usesDefaultPlace ? { usesDefaultPlace } : {}),
    ...(exportable ? { exportable } : {}),
    ...(isPrivate ? { private: isPrivate } : {}),
    ...(heavy ? { heavy } : {}),
    ...(next !== NO_WORD && Object.hasOwn(actions, next || NO_WORD) ? actions[next || NO_WORD] : {}),
  };
}
