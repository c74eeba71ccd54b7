import type { CommandOf } from '../command-line/subcommand.ts';

/**
 * Whether the desk has a piece of grammar that a reading needs: a command by its name, or a filter or a breakdown as
 * `stats criminality:` and `stats by:state`. A new command or filter is known as soon as the desk has it.
 */
export const grammarOf =
  (commandOf: CommandOf) =>
  (feature: string): boolean => {
    const [, name = '', rest = ''] = /^(\S+) ?(.*)$/.exec(feature) ?? [];
    const command = commandOf(name)?.subcommand;
    if (!command) return false;
    if (rest === '') return true;
    const [, key = '', value = ''] = /^([a-z-]+):(.*)$/.exec(rest) ?? [];
    const filter = command.filters[key];
    if (filter === undefined) return command.examples.some((example) => example.startsWith(`${feature} `));
    return value === '' || ` ${filter.replace(/[^\w-]+/g, ' ')} `.includes(` ${value} `);
  };
