import type { Asker, Subcommand } from '../command-line/subcommand.ts';
import { NotAllowed } from '../errors.ts';
import { isAtLeast, leastRoleFor } from '../rules/access.ts';

const WHO = { reader: 'people who may ask here', editor: 'editors', admin: 'admins' };

/** Throws NotAllowed, kindly, when the table of rules/access.ts does not let the asker do it. */
export function permit({ name }: Pick<Subcommand, 'name'>, typed: string, { role }: Pick<Asker, 'role'>): void {
  const least = leastRoleFor(name, typed);
  if (least && isAtLeast(role, least)) return;
  throw new NotAllowed(
    `\`${name}\` ${typed.trim() === '' ? '' : 'with these words '}is for ${least ? WHO[least] : 'nobody'} of this desk, and nothing was changed. Whoever keeps the desk sets who they are. What everyone may ask: help.`,
    { choices: [{ label: 'help', words: 'help' }] },
  );
}
