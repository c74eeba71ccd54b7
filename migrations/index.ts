import type { Migration } from 'kysely';
import * as imports from './001-imports.ts';
import * as places from './002-places.ts';
import * as policies from './003-policies.ts';
import * as releases from './004-releases.ts';
import * as detainers from './005-detainers.ts';
import * as changes from './006-changes.ts';
import * as digests from './007-digests.ts';
import * as agreements from './008-agreements.ts';
import * as replacement from './009-replacement.ts';
import * as sync from './010-sync.ts';
import * as lists from './011-lists.ts';
import * as answers from './012-answers.ts';
import * as defaults from './013-defaults.ts';
import * as audit from './014-audit.ts';
import * as coveringCounts from './015-covering-counts.ts';
import * as threads from './016-threads.ts';
import * as derivedColumns from './017-derived-columns.ts';
import * as policySecondEdition from './018-policy-second-edition.ts';
import * as memorandumLinks from './019-memorandum-links.ts';
import * as sites from './020-sites.ts';
import * as valuesAndKinds from './021-values-and-kinds.ts';
import * as traits from './022-traits.ts';
import * as agreementSpells from './023-agreement-spells.ts';
import * as releaseColumns from './024-release-columns.ts';
import * as whatCameAfter from './027-what-came-after.ts';
import * as program from './028-program.ts';
import * as acceptedCases from './030-accepted-cases.ts';
import * as ledger from './031-ledger.ts';
import * as proposals from './032-proposals.ts';
import * as corrections from './034-corrections.ts';
import * as clock from './037-clock.ts';
import * as workspaces from './043-workspaces.ts';
import * as installations from './044-installations.ts';
import * as replicas from './045-replicas.ts';
import * as facilityOutcomes from './049-facility-outcomes.ts';

/** In order. A landed migration is frozen: a repair is a new number. */
export const migrations: Record<string, Migration> = {
  '001-imports': imports,
  '002-places': places,
  '003-policies': policies,
  '004-releases': releases,
  '005-detainers': detainers,
  '006-changes': changes,
  '007-digests': digests,
  '008-agreements': agreements,
  '009-replacement': replacement,
  '010-sync': sync,
  '011-lists': lists,
  '012-answers': answers,
  '013-defaults': defaults,
  '014-audit': audit,
  '015-covering-counts': coveringCounts,
  '016-threads': threads,
  '017-derived-columns': derivedColumns,
  '018-policy-second-edition': policySecondEdition,
  '019-memorandum-links': memorandumLinks,
  '020-sites': sites,
  '021-values-and-kinds': valuesAndKinds,
  '022-traits': traits,
  '023-agreement-spells': agreementSpells,
  '024-release-columns': releaseColumns,
  '027-what-came-after': whatCameAfter,
  '028-program': program,
  '030-accepted-cases': acceptedCases,
  '031-ledger': ledger,
  '032-proposals': proposals,
  '034-corrections': corrections,
  '037-clock': clock,
  '043-workspaces': workspaces,
  '044-installations': installations,
  '045-replicas': replicas,
  '049-facility-outcomes': facilityOutcomes,
};
