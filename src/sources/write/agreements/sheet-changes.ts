import { type Agreement, findAllPending } from '../../../db/agreements.ts';
import type { NewChange } from '../../../db/changes.ts';
import type { Db } from '../../../db/connect.ts';
import { isNearName } from '../../../rules/agreement-match.ts';

interface SheetDifferences {
  importId: number;
  day: string;
  stage: Agreement['stage'];
  joined: Agreement[];
  left: Agreement[];
  altered: { was: Agreement; now: Agreement }[];
}

/** True for a difference that readers are told of: another agency, signing day or county. A spelling is none. */
export const isNews = (was: Agreement, now: Agreement): boolean =>
  (was.signed_on !== null && (was.signed_on !== now.signed_on || was.resigned_on !== now.resigned_on)) ||
  (was.county_fips !== null && was.county_fips !== now.county_fips) ||
  was.state !== now.state ||
  !isNearName(was.agency_key, now.agency_key);

/**
 * Describes the changes of one sheet. An agency that left one model and joined another on the same sheet changed its
 * model.
 */
export async function describeSheetChanges(
  db: Db,
  { importId, day, stage, joined, left, altered }: SheetDifferences,
): Promise<NewChange[]> {
  const describe = (what: NewChange['change'], was: Agreement | undefined, now: Agreement | undefined) =>
    changeOf(importId, day, what, was, now);
  const changes = altered.map(({ was, now }) => describe('changed', was, now));
  const gone = [...left];
  const waiting = stage === 'participating' ? await findAllPending(db, joined) : [];
  for (const now of joined) {
    const at = gone.findIndex((row) => isOneAgency(row, now));
    const [was] = at < 0 ? [] : gone.splice(at, 1);
    const pending = was ? undefined : waiting.find((row) => isOneAgency(row, now) && row.model_code === now.model_code);
    changes.push(describe(was ? 'changed' : 'added', was ?? pending, now));
  }
  return [...changes, ...gone.map((was) => describe('removed', was, undefined))];
}

const isOneAgency = (one: Agreement, other: Agreement): boolean =>
  one.state === other.state && one.agency_key === other.agency_key;

/** A county's name with its word; the history has the name alone. */
function countyName({ county, state }: Agreement): string | null {
  if (county === null || state === 'AK' || /\b(county|parish|city)$/i.test(county)) return county;
  return `${county} ${state === 'LA' ? 'Parish' : 'County'}`;
}

function changeOf(
  importId: number,
  day: string,
  what: NewChange['change'],
  was: Agreement | undefined,
  now: Agreement | undefined,
): NewChange {
  const row = (now ?? was) as Agreement;
  const shown = (each: Agreement) => ({
    agency: isNearName(each.agency_key, row.agency_key) ? row.agency : each.agency,
    county: countyName(each.county_fips === row.county_fips ? row : each),
    state: each.state,
    model: each.model_code === row.model_code ? row.model : each.model,
    signed_on: each.resigned_on.split(';').at(-1) || each.signed_on,
    stage: each.stage,
    sheet_on: each === now ? day : each.sheet_on,
  });
  return {
    import_id: importId,
    kind: 'agreements',
    change: what,
    fact: row.agreement_id,
    class: row.stage,
    state: row.state,
    place_id: row.place_id,
    county_fips: row.county_fips,
    facility_id: null,
    was: was ? JSON.stringify(shown(was)) : null,
    now: now ? JSON.stringify(shown(now)) : null,
  };
}
