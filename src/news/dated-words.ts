import type { ListItem } from '../answer.ts';
import { describeCounts } from '../cards/agreement-words.ts';
import { saidLine } from '../cards/ledger-words.ts';
import { DIMENSION_LABELS } from '../cards/policy-labels.ts';
import { isPublishedTotal } from '../cards/release-card.ts';
import type { Agreement } from '../db/agreements.ts';
import type { LedgerEntry } from '../db/ledger.ts';
import { modelName } from '../rules/agreement-model.ts';
import { americanDays, formatDate } from '../rules/dates.ts';
import { DIMENSIONS, TERMS } from '../rules/policy-record.ts';
import { plural } from '../rules/wording.ts';
import type { DatedFacts, DatedRule } from './dated-facts.ts';
import { ruleName } from './items.ts';

/** What happened in a few words each: '2 rules took effect', '3 agreements of 2 agencies (...) were signed'. */
export function datedCounts({ rules, signed, left, cases, entries }: DatedFacts): string[] {
  const of = (what: DatedRule['what']) => rules.filter((each) => each.what === what).length;
  const were = (count: number) => (count === 1 ? 'was' : 'were');
  const totals = cases.filter(isPublishedTotal).length;
  const persons = cases.length - totals;
  const disputed = new Set(entries.map(({ fact }) => fact)).size;
  return [
    of('takes effect') > 0 && `${plural(of('takes effect'), 'rule')} took effect`,
    of('ends') > 0 && `${plural(of('ends'), 'rule')} ended`,
    of('signed') > 0 && `${plural(of('signed'), 'rule')} ${were(of('signed'))} adopted`,
    of('deadline') > 0 && `${plural(of('deadline'), 'deadline')} passed`,
    signed.length > 0 && `${describeCounts(signed)} ${were(signed.length)} signed`,
    left.length > 0 && `${plural(left.length, 'agreement')} left ICE's 287(g) list or ended`,
    persons > 0 && `${plural(persons, 'case')} ${were(persons)} published`,
    totals > 0 && `${plural(totals, 'published total')} ${were(totals)} reported`,
    disputed > 0 && `${plural(disputed, 'published case')} ${were(disputed)} answered or corrected`,
  ].filter((text) => text !== false);
}

/** 'Texas: SB 8 (2025), deadline Dec 1, 2026', with what the rule says; `today` tells 'took effect' from 'takes effect'. */
export function datedRuleItem({ row, what, on, dimension }: DatedRule, today: string): ListItem {
  const isOver = on.slice(0, 10) <= today;
  const words = {
    'takes effect': isOver ? 'took effect' : 'takes effect',
    ends: isOver ? 'ended' : 'ends',
    signed: 'adopted',
    deadline: 'deadline',
  }[what];
  const day = on.length === 7 ? `in ${formatDate(on)} (day not given)` : formatDate(on);
  const later = what === 'signed' && row.effective_on ? `, takes effect ${formatDate(row.effective_on)}` : '';
  return { text: `${ruleName(row)}, ${words} ${day}${later}`, details: [valuesOf({ row, dimension })] };
}

/** What the rule says, with its terms; of a deadline only the dimension that has one. */
function valuesOf({
  row,
  dimension,
}: Pick<DatedRule, 'row'> & { dimension: DatedRule['dimension'] | undefined }): string {
  const said = DIMENSIONS.filter((each) => row[each] !== '' && row[each] !== 'not addressed')
    .filter((each) => dimension === undefined || each === dimension)
    .map((each) => {
      const terms = dimension === undefined ? '' : americanDays(row[TERMS[each]]);
      return `${DIMENSION_LABELS[each]}: ${row[each]}${terms ? `, ${terms}` : ''}`;
    });
  return said.join('; ') || 'no question of the desk is addressed';
}

/** 'LA-8: response', with who said what. */
export const datedEntryItem = (entry: LedgerEntry): ListItem => ({
  text: `${entry.fact}: ${entry.kind}`,
  details: [saidLine(entry)],
});

/** 'Baker County Sheriff's Office, FL: Task Force Model, signed Feb 26, 2025'. */
export function datedAgreementItem(row: Agreement, what: 'signed' | 'left'): ListItem {
  const gone = row.left_on
    ? `gone from ICE's list by ${formatDate(row.left_on)}`
    : `ended ${formatDate(row.ended_on ?? '')}`;
  const did = what === 'signed' ? `signed ${formatDate(row.signed_on ?? '')}` : gone;
  return { text: `${row.agency}, ${row.state}: ${modelName(row)}, ${did}` };
}
