import type { Fact } from '../../answer.ts';
import { formatDate } from '../../rules/dates.ts';
import { type ClockChange, clockChange, detainerClocks, stateClock } from '../../rules/detainer-clock.ts';
import { formatDay, formatHour } from '../../rules/schedule.ts';

/** Both 48-hour clocks from a wall time at the jail, with a clock of the state's own on a day and a change of clocks. */
export function clockFacts(time: string, state: string | undefined, day = time.slice(0, 10)): Fact[] {
  const { form, regulation } = detainerClocks(time);
  const change = clockChange(time, state);
  const own = state ? stateClock(state, day) : undefined;
  return [
    { label: "By the form's own box (I-247A)", value: formatTime(form) },
    {
      label: 'Latest time under the regulation (8 CFR 287.7(d), without weekends and federal holidays)',
      value: formatTime(regulation),
    },
    ...(own ? [{ label: "The state's own clock", value: own }] : []),
    ...(change ? [{ label: 'Change of clocks', value: describeChange(change, state) }] : []),
  ];
}

/** The desk does not know the time zone of a facility, so it says when the hour matters. */
function describeChange({ day, way, elapsed }: ClockChange, state: string | undefined): string {
  const where = state === 'AZ' ? 'on Navajo land, not elsewhere in Arizona' : 'where daylight saving time is kept';
  return `The form's time is by the wall clock. Clocks go ${way} on ${formatDate(day)} ${where}: there 48 elapsed hours end one hour ${way === 'forward' ? 'later' : 'earlier'}, ${formatTime(elapsed)}. The regulation's clock leaves that Sunday out.`;
}

export const formatTime = (time: string): string => `${formatDay(time.slice(0, 10))}, ${formatHour(time.slice(11))}`;
