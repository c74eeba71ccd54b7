import type { VocabularyEntry } from '../../rules/value-words.ts';
import type { Phrases } from '../phrases.ts';
import { act, help } from './act.ts';
import { after } from './after.ts';
import { agreement, fresh, kinds, model, news, source } from './agreement.ts';
import { chatter, greeting, loaded } from './common.ts';
import { criminality } from './criminality.ts';
import { meaning } from './definition.ts';
import { agency, detainer, ice, people } from './detainer-words.ts';
import { editing } from './editing.ts';
import { outcome, reason } from './outcome.ts';
import { caseWords, disputed, release } from './release.ts';
import { honor, rule } from './rule.ts';
import { digest, same, schedule, setting, watch } from './subscription.ts';
import { chargeOf, citizenshipOf } from './values.ts';
import { by, compare, dimension, measure, rank } from './words-of-counting.ts';

const negation: Phrases = {
  kind: 'negation',
  phrases: {
    not: `excluding|exclude|excludes|except|excl|besides|minus|excepting
      other than
      but|and not
      not from|including|counting|in|on
      leaving out
      apart|aside from`,
  },
};

const threshold: Phrases = {
  kind: 'detail',
  phrases: {
    threshold: `goes|go|going|rises|rise|drops|drop|falls|fall|passes above|over|below|under|past
      exceeds|exceed|tops|reaches|hits
      doubles|double|triples|spikes|spike|jumps|surges
      more|fewer|less than`,
  },
};

/** What the vocabulary takes from files: the glossary's terms, and plain words for countries and charges. */
export interface Words {
  terms: Phrases;
  countries: readonly VocabularyEntry[];
  charges: readonly VocabularyEntry[];
}

/** All tables of phrases. Of two kinds that fit the same words, the earlier is meant. */
export const tablesOf = ({ terms, countries, charges }: Words): Phrases[] => [
  terms,
  after,
  reason,
  threshold,
  criminality,
  outcome,
  release,
  caseWords,
  editing,
  disputed,
  honor,
  rule,
  agreement,
  model,
  detainer,
  ice,
  measure,
  by,
  dimension,
  rank,
  compare,
  act,
  citizenshipOf(countries),
  chargeOf(charges),
  negation,
  news,
  kinds,
  source,
  fresh,
  watch,
  digest,
  schedule,
  setting,
  help,
  meaning,
  same,
  agency,
  people,
  loaded,
  greeting,
  chatter,
];
