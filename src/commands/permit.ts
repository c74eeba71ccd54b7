import { declarationOf } from '../command-line/declaration.ts';
import type { Asker, Subcommand } from '../command-line/subcommand.ts';
import { NotAllowed } from '../errors.ts';
import { isAtLeast } from '../rules/access.ts';
import { workspaceAtHand } from '../workspace.ts';

const WHO = { reader: 'people who may ask here', editor: 'editors', admin: 'admins' };

/** Throws NotAllowed if the asker's role is lower than the command requires, or if others would see a private answer. */
export function permit(command: Subcommand, typed: string, asker: Pick<Asker, 'role' | 'public'>): void {
  const { role, effects, private: isPrivate } = declarationOf(command, typed);
  if (!isAtLeast(asker.role, role))
    throw new NotAllowed(
      `\`${command.name}\` ${typed.trim() === '' ? '' : 'with these words '}is for ${WHO[role]} of this desk, and nothing was changed. Whoever keeps the desk sets who they are. What everyone may ask: help.`,
      { choices: [{ label: 'help', words: 'help' }] },
    );
  const workspace = workspaceAtHand();
  if (effects === 'record' && workspace && !workspace.isHome)
    throw new NotAllowed(
      `\`${command.name}\` changes what the desk tells in every workspace, so it is for the workspace of whoever keeps the desk, and nothing was changed. What is wrong in an answer: correct <id of the answer>.`,
      { choices: [{ label: 'help', words: 'help' }] },
    );
  if (isPrivate && asker.public)
    throw new NotAllowed(
      `The ${command.name} is shown to you alone, never in a channel. Type: /detainer ${command.name}`,
    );
}
