import type { Answer, Fact } from '../../answer.ts';
import type { Args, Subcommand } from '../../command-line/subcommand.ts';
import { UserError } from '../../errors.ts';
import { formatDate } from '../../rules/dates.ts';
import { detainerClocks, federalHolidays } from '../../rules/detainer-clock.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { findState } from '../../rules/states.ts';
import { parseWallTime } from '../../rules/wall-time.ts';
import { withThe } from '../../rules/with-the.ts';
import { clockFacts, formatTime } from './clock-facts.ts';

const EXAMPLE = 'Example: clock Fri 5pm, or clock 2026-11-20T17:00 state:NC';

export const clock: Subcommand = {
  name: 'clock',
  summary:
    'When the 48 hours of a detainer end, from the time a person would otherwise be released: by the form and by the regulation',
  usage: 'clock <day and time> [state:]',
  examples: ['clock Fri 5pm', 'clock 2026-11-25T17:00', 'clock tomorrow 17:00 state:NC'],
  effects: 'none',
  role: 'reader',
  filters: { state: 'for a clock of its own, and for the change of clocks: state:NC' },
  restsOn: [],
  isOfToday: () => true,
  notes: [
    'The time is that at the jail. A detainer is a request; whether a jail may or must hold is in `policy`.',
    'A weekday alone is the next one, today included.',
  ],
  run: (_context, args) => Promise.resolve(answer(args)),
};

function answer(args: Args): Answer {
  if (args.words === '') throw new UserError(`48 hours from when? Type the day and hour of the release. ${EXAMPLE}`);
  const time = parseWallTime(args.words, args.today);
  if (!time) throw new UserError(`\`${repeatWords(args.words)}\` is no day and time of day. ${EXAMPLE}`);
  const state = stateOf(args);
  const { form, regulation } = detainerClocks(time);
  const skipped = daysLeftOut(time, regulation);
  const facts: Fact[] = [
    ...clockFacts(time, state?.code),
    ...(skipped ? [{ label: 'Left out by the regulation', value: skipped }] : []),
  ];
  const same = form === regulation;
  return {
    kind: 'answer',
    title: `48 hours from ${formatTime(time)}`,
    summary: same
      ? `Both clocks end on ${formatTime(form)}.`
      : `By the form's own box the 48 hours end on ${formatTime(form)}; by 8 CFR 287.7(d), on ${formatTime(regulation)} at the latest.`,
    parts: [
      { kind: 'facts', facts },
      {
        kind: 'note',
        text: `Time at the jail. A detainer is a request; state and local rules decide whether ${state ? `a jail in ${withThe(state.name)}` : 'a jail'} may hold at all. Not legal advice.`,
      },
    ],
    citations: [
      {
        title: '8 CFR 287.7(d), temporary detention at Department request',
        url: 'https://www.ecfr.gov/current/title-8/section-287.7',
        asOf: '2026-11',
      },
      { title: 'DHS Form I-247A, Immigration Detainer - Notice of Action (3/17)', asOf: '2017-03' },
    ],
    followUps: [
      ...(state ? [{ label: `Rules of ${state.name}`, words: `policy "${state.name}"` }] : []),
      { label: 'What the 48 hours are', words: 'define "48 hours"' },
    ],
    words: `clock ${time}${state ? ` state:${state.code}` : ''}`,
  };
}

function stateOf(args: Args) {
  const typed = args.filters['state']?.at(-1);
  if (typed === undefined) return undefined;
  const state = findState(typed);
  if (!state) throw new UserError(`\`state:${repeatWords(typed)}\` is not a state. ${EXAMPLE}`);
  return state;
}

/** The weekend days and federal holidays between the release and the end of the regulation's clock. */
function daysLeftOut(from: string, to: string): string | undefined {
  const holidays = [...new Set([from, to].flatMap((time) => federalHolidays(Number(time.slice(0, 4)))))].filter(
    (day) => day >= from.slice(0, 10) && day < to.slice(0, 10),
  );
  const weekend = hasWeekend(from.slice(0, 10), to.slice(0, 10));
  const said = [
    ...(weekend ? ['Saturdays and Sundays'] : []),
    ...holidays.map((day) => `the federal holiday of ${formatDate(day)}`),
  ];
  return said.length > 0 ? said.join(', ') : undefined;
}

function hasWeekend(from: string, to: string): boolean {
  for (let at = Date.parse(`${from}T00:00Z`); at < Date.parse(`${to}T00:00Z`); at += 86_400_000)
    if ([0, 6].includes(new Date(at).getUTCDay())) return true;
  return false;
}
