import type { Args } from './subcommand.ts';

/** ' (outcome declined)'. */

export function describeFilters(args: Args): string {
  const parts = Object.entries(args.filters)
    .filter(([key]) => key !== 'in')
    .map(([key, values]) => `${key} ${values.join(' or ')}`);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
