import type { Found, Offence, Proposal, ProposedCase } from './found.ts';

const MARK = { said: '', inferred: ' ~', guess: ' ?' } as const;

/** A proposal as lines for a terminal: a block a case, then the figures, then every guess with its reason. */
export function proposalTable({ cases, figures, doubts }: Proposal): string {
  const lines: string[] = [];
  lines.push(
    cases.length === 0
      ? 'No case proposed.'
      : `${cases.length === 1 ? '1 case' : `${cases.length} cases`} proposed. Charges are not convictions; "declined" is what the text says of a detainer. ~ follows by a rule, ? needs a look; [from-to] are places in the text.`,
  );
  for (const [at, made] of cases.entries()) lines.push('', `Case ${at + 1}`, ...caseLines(made));
  if (figures.length > 0) lines.push('', 'Figures (published totals, not cases)');
  for (const { value, of, what, precision, from, jurisdiction, state, period } of figures)
    lines.push(
      `  ${precision === 'exact' ? '' : `${precision} `}${value}${of === undefined ? '' : ` of ${of}`} ${what} [${from.join('-')}]${[jurisdiction, state, period].flatMap((found) => (found ? [`, ${found.value}${MARK[found.sure]}`] : [])).join('')}`,
    );
  if (doubts.length > 0) lines.push('', 'Doubts');
  for (const { case: number, field, why } of doubts)
    lines.push(`  ${number === undefined ? '' : `case ${number}, `}${field.replaceAll('_', ' ')}: ${why}`);
  return lines.join('\n');
}

function caseLines(made: ProposedCase): string[] {
  const line = (label: string, found: Found<unknown> | undefined): string[] =>
    found ? [`  ${label.padEnd(20)} ${String(found.value)}${MARK[found.sure]} [${found.from.join('-')}]`] : [];
  return [
    ...line('outcome', made.outcome),
    ...line('released', made.release_date),
    ...line('released by', made.releasing_agency),
    ...line('how released', made.how_released),
    ...line('declined on', made.declined_date),
    ...line('age', made.age),
    ...line('sex', made.sex),
    ...line('citizenship', made.citizenship),
    ...made.offences.flatMap((offence: Offence) => line(offence.said ?? offence.standing, offence)),
    ...line('local arrest', made.local_arrest_date),
    ...line('arrested by', made.local_arrest_agency),
    ...line('detainer', made.detainer_date),
    ...line('detainer sent to', made.detainer_sent_to),
    ...made.later_events.flatMap((event) => line(`later${event.date ? ` (${event.date.value})` : ''}`, event)),
    ...line('prior removals', made.prior_removals),
    ...line('removal order', made.removal_order),
    ...line('place', made.jurisdiction),
    ...line('state', made.state),
    ...line('disputed', made.disputed),
  ];
}
