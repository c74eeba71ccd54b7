import type { Span } from '../found.ts';
import type { Judged } from './outcome-of.ts';
import type { Told } from './timeline.ts';

/** In a list of those whom ICE arrested, 'was arrested in Vallejo on Sept. 17' is by ICE. */
export function takeArrest(told: Told[]): void {
  const first = told.find(({ kind }) => kind === 'arrest' || kind === 'ICE arrest');
  if (
    first?.kind === 'arrest' &&
    first.agency === undefined &&
    /^(?:arrested|apprehended|captured)$/.test(
      first.facts.piece.text.slice(first.at[0] - first.facts.piece.start, first.at[1] - first.facts.piece.start),
    ) &&
    /^ (?:in|on|at|near|outside|this|last|\p{Lu})/u.test(
      first.facts.piece.text.slice(first.at[1] - first.facts.piece.start),
    )
  )
    first.kind = 'ICE arrest';
}

/** The release that the outcome is about: told with it, else the last with a date. */
export function releaseOf(told: readonly Told[], judged: Judged): Told | undefined {
  if (judged.outcome.value === 'honored') {
    const handed = told.filter(
      ({ kind, federal, facts }) =>
        (kind === 'transfer' || kind === 'hold' || kind === 'release' || kind === 'ICE arrest') &&
        (!federal || kind !== 'release') &&
        facts.outcomes.some((each) => each.kind === 'honored'),
    );
    return (
      handed.find(({ date, kind }) => date && kind === 'transfer') ??
      handed.find(({ date }) => date) ??
      told.find(({ kind, date }) => kind === 'transfer' && date) ??
      handed[0]
    );
  }
  const releases = told.filter(({ kind, federal }) => kind === 'release' && !federal);
  const with_ = releases.filter(({ facts }) => facts === judged.from);
  const near =
    with_.filter(({ date }) => date).at(-1) ??
    (with_.length > 0 && releases.every(({ facts, date }) => facts === judged.from || !date)
      ? with_.at(-1)
      : undefined);
  const best = near ?? releases.filter(({ date }) => date).at(-1) ?? with_.at(-1) ?? releases.at(-1);
  // 'released in May', and the day in another sentence
  const vague = best?.date && best.date.precision !== 'day' ? best.date.value : undefined;
  const exact = vague && releases.find(({ date }) => date?.precision === 'day' && date.value.startsWith(vague));
  return exact && best ? { ...best, date: exact.date as NonNullable<Told['date']> } : best;
}

const notAfter = (one: Told | undefined, other: Told | undefined): boolean =>
  !one?.date ||
  !other?.date ||
  one.date.value.slice(0, other.date.value.length) <= other.date.value.slice(0, one.date.value.length);

/** The last detainer lodged up to the release. */
export function detainerOf(told: readonly Told[], release: Told | undefined): Told | undefined {
  const lodged = told.filter(({ kind }) => kind === 'detainer').filter((each) => notAfter(each, release));
  const dated = lodged.filter(({ date }) => date);
  const before = release ? dated.filter(({ at }) => at[0] < release.at[0] || isToldWith(release, at)) : dated;
  // One that came after the release is told, and decides nothing
  return before.at(-1) ?? dated[0] ?? lodged.at(-1) ?? told.find(({ kind, date }) => kind === 'detainer' && date);
}
const isToldWith = (release: Told, at: Span): boolean =>
  release.facts.piece.start <= at[0] && at[0] < release.facts.piece.start + release.facts.piece.text.length;

/** The local arrest that led to the detainer: the last up to it, or up to the release. */
export function arrestOf(
  told: readonly Told[],
  detainer: Told | undefined,
  release: Told | undefined,
): Told | undefined {
  const arrests = told.filter(
    ({ kind, federal, agency }) => kind === 'arrest' && !federal && agency?.kind !== 'federal',
  );
  const until = detainer?.date ? detainer : release;
  const fitting = arrests.filter(
    (arrest) => notAfter(arrest, until) && !(release && !until?.date && !arrest.agency && arrest.at[0] > release.at[0]),
  );
  const dated = fitting
    .filter(({ date }) => date)
    .sort((a, b) => ((a.date?.value ?? '') < (b.date?.value ?? '') ? -1 : 1));
  const best = until?.date ? dated.at(-1) : dated[0];
  if (!best) return fitting.find(({ agency }) => agency) ?? fitting[0];
  if (best.agency) return best;
  const with_ = fitting.find(({ agency, date }) => agency && (!date || date.value === best.date?.value));
  return with_?.agency ? { ...best, agency: with_.agency } : best;
}
