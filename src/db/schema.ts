import type { AnswerTable, AuditTable, CorrectionTable, DefaultStateTable } from './schema/asking.ts';
import type {
  CriminalityTotalTable,
  DetainerTable,
  DetainerTotalTable,
  FacilityOutcomeTable,
  FacilityTotalTable,
  ReleaseWindowTable,
  ValueTotalTable,
} from './schema/detainers.ts';
import type { FacilityCorrectionTable, FacilityTable } from './schema/facilities.ts';
import type { ArrivalTable, ChangeTable, ImportTable, RejectedRowTable, SyncCheckTable } from './schema/imports.ts';
import type {
  AgencyTable,
  AliasTable,
  NameSearchTable,
  PlaceCountyTable,
  PlaceTable,
  SiteNameTable,
  SiteTable,
} from './schema/places.ts';
import type {
  ClockTable,
  DeliveryTable,
  InstallationTable,
  OutboxTable,
  SubscriptionTable,
  ThreadTable,
  WatchTable,
  WorkspaceTable,
} from './schema/posting.ts';
import type {
  AcceptedCaseTable,
  FigureTable,
  LedgerEntryTable,
  ProposalReviewTable,
  ProposalTable,
  ReleaseTable,
} from './schema/published.ts';
import type { AllowanceTable, EnvelopeTable, LeaseTable } from './schema/replicas.ts';
import type { AgreementSheetTable, AgreementTable, ListEntryTable, PolicyTable } from './schema/rules-of-places.ts';

export type * from './schema/asking.ts';
export type * from './schema/detainers.ts';
export type * from './schema/facilities.ts';
export type * from './schema/imports.ts';
export type * from './schema/places.ts';
export type * from './schema/posting.ts';
export type * from './schema/published.ts';
export type * from './schema/replicas.ts';
export type * from './schema/rules-of-places.ts';

/**
 * Row types of the migrated tables, by kind of fact. Days are ISO text at their own precision; instants are ISO UTC.
 */
export interface Tables {
  audit: AuditTable;
  sync_checks: SyncCheckTable;
  agreements: AgreementTable;
  agreement_sheets: AgreementSheetTable;
  changes: ChangeTable;
  arrivals: ArrivalTable;
  subscriptions: SubscriptionTable;
  outbox: OutboxTable;
  deliveries: DeliveryTable;
  threads: ThreadTable;
  watches: WatchTable;
  clock: ClockTable;
  installations: InstallationTable;
  workspaces: WorkspaceTable;
  envelopes: EnvelopeTable;
  allowances: AllowanceTable;
  leases: LeaseTable;
  imports: ImportTable;
  rejected_rows: RejectedRowTable;
  places: PlaceTable;
  place_counties: PlaceCountyTable;
  agencies: AgencyTable;
  aliases: AliasTable;
  facilities: FacilityTable;
  policies: PolicyTable;
  releases: ReleaseTable;
  accepted_cases: AcceptedCaseTable;
  ledger_entries: LedgerEntryTable;
  proposals: ProposalTable;
  proposal_reviews: ProposalReviewTable;
  figures: FigureTable;
  detainers: DetainerTable;
  release_windows: ReleaseWindowTable;
  detainer_totals: DetainerTotalTable;
  criminality_totals: CriminalityTotalTable;
  facility_totals: FacilityTotalTable;
  facility_outcomes: FacilityOutcomeTable;
  value_totals: ValueTotalTable;
  facility_corrections: FacilityCorrectionTable;
  list_entries: ListEntryTable;
  name_search: NameSearchTable;
  sites: SiteTable;
  site_names: SiteNameTable;
  answers: AnswerTable;
  corrections: CorrectionTable;
  default_states: DefaultStateTable;
}
