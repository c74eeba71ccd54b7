export const OUTCOME_GROUPS = [
  'custody_transferred',
  'declined_recorded',
  'left_custody',
  'withdrawn_by_ice',
  'superseded_admin',
  'died',
  'other_recorded',
  'redacted',
  'no_outcome',
] as const;
export type OutcomeGroup = (typeof OUTCOME_GROUPS)[number];

/** ICE's lift reasons, exactly as in its files, by our group (domain: detainer life-cycle). */
const REASONS = new Map(
  Object.entries<OutcomeGroup>({
    'booked into detention': 'custody_transferred',
    'detainer declined by lea': 'declined_recorded',
    'no longer in state, local, or federal custody': 'left_custody',
    'early release': 'left_custody',
    'insufficient notice to ice': 'left_custody',
    'prosecutorial discretion': 'withdrawn_by_ice',
    'not amenable to removal': 'withdrawn_by_ice',
    'noncitizen not amenable to removal': 'withdrawn_by_ice',
    'usc or presumptive claim to us citizenship': 'withdrawn_by_ice',
    'case closed': 'withdrawn_by_ice',
    'judicial review': 'withdrawn_by_ice',
    'ice temporary resource constraint': 'withdrawn_by_ice',
    lifted: 'withdrawn_by_ice',
    'lifted - lack of space': 'withdrawn_by_ice',
    'lifted - lack of funds': 'withdrawn_by_ice',
    'alien not subject to deportation': 'withdrawn_by_ice',
    'united states citizen interviewed': 'withdrawn_by_ice',
    'superseding - new form issued': 'superseded_admin',
    duplicate: 'superseded_admin',
    transferred: 'superseded_admin',
    died: 'died',
  }),
);

/** The desk's label for a group: ICE's record, not a finding. */
export const OUTCOME_LABEL: Record<OutcomeGroup, string> = {
  custody_transferred: 'Recorded as booked into ICE detention',
  declined_recorded: 'Recorded by ICE as declined by the agency',
  left_custody: 'Left custody; no transfer recorded',
  withdrawn_by_ice: 'Lifted by ICE',
  superseded_admin: 'Replaced or duplicate',
  died: 'Lifted (death)',
  other_recorded: 'Another reason recorded (not grouped)',
  redacted: 'Lift reason redacted by ICE',
  no_outcome: 'No outcome recorded',
};

const CAUTION: Partial<Record<OutcomeGroup, string>> = {
  custody_transferred:
    'The data cannot show whether the jail held the person for ICE; ICE may have come at release or later.',
  declined_recorded: 'Declined is what ICE recorded; it does not say what happened next.',
  left_custody: 'This is not the same as a refusal.',
  superseded_admin: 'Another record may carry the outcome.',
  redacted: 'ICE recorded a reason, or none, and does not publish which.',
  no_outcome: 'Still in custody, not acted on, or not updated: the data does not say which.',
};

/** The groups without an outcome that the data tells: shares are of the others. */
export const UNRECORDED: readonly OutcomeGroup[] = ['redacted', 'no_outcome'];

/** The group of ICE's verbatim lift reason. An unknown reason is kept as unknown, never guessed. */
export function outcomeGroup(liftReason: string | null, isRedacted = false): OutcomeGroup {
  if (liftReason === null) return isRedacted ? 'redacted' : 'no_outcome';
  return REASONS.get(liftReason.toLowerCase().replace(/\s+/g, ' ').trim()) ?? 'other_recorded';
}

/** What a reader must not infer from the group; undefined when there is nothing to add. */
export function outcomeCaution(group: OutcomeGroup, liftReason: string | null): string | undefined {
  const reason = (liftReason ?? '').toLowerCase().trim();
  if (reason === 'lifted') return 'Lifted; the reason is not stated.';
  if (reason === 'case closed' || reason === 'judicial review') return 'ICE has not published what this reason means.';
  return CAUTION[group];
}

/** The group that a filter word names: `declined`, `none`, `booked`, `left`, `lifted`, ...; undefined when unknown. */
export function outcomeFromWord(word: string): OutcomeGroup | undefined {
  const key = word.toLowerCase().replace(/[ -]/g, '_');
  const short = new Map(
    Object.entries<OutcomeGroup>({
      booked: 'custody_transferred',
      transferred: 'custody_transferred',
      declined: 'declined_recorded',
      left: 'left_custody',
      lifted: 'withdrawn_by_ice',
      withdrawn: 'withdrawn_by_ice',
      superseded: 'superseded_admin',
      replaced: 'superseded_admin',
      duplicate: 'superseded_admin',
      died: 'died',
      other: 'other_recorded',
      withheld: 'redacted',
      none: 'no_outcome',
      no_outcome: 'no_outcome',
      unknown: 'no_outcome',
    }),
  );
  return short.get(key) ?? OUTCOME_GROUPS.find((group) => group === key);
}

export const OUTCOME_WORDS = 'declined, booked, left, lifted, replaced, died, other, redacted, none';
