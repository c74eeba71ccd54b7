import { createLexicon, type Phrases } from '../phrases.ts';
import { act, help } from './act.ts';
import { after } from './after.ts';
import { agreement, fresh, kinds, model, news, source } from './agreement.ts';
import { charge, criminality } from './charge.ts';
import { citizenship } from './citizenship.ts';
import { chatter, greeting, loaded } from './common.ts';
import { meaning } from './definition.ts';
import { agency, detainer, ice, people } from './detainer-words.ts';
import { outcome, reason } from './outcome.ts';
import { caseWords, disputed, release } from './release.ts';
import { honor, rule } from './rule.ts';
import { digest, same, schedule, setting, watch } from './subscription.ts';
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

/** All tables of phrases. Of two kinds that fit the same words, the earlier is meant. */
const TABLES: readonly Phrases[] = [
  after,
  reason,
  threshold,
  criminality,
  outcome,
  release,
  caseWords,
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
  citizenship,
  charge,
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

/** The vocabulary, with the terms of a glossary. */
export const lexiconWith = (terms: Phrases) => createLexicon([terms, ...TABLES]);
