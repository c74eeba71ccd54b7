import type { Phrases } from '../phrases.ts';

/** Releases, and the published cases of them. */
export const release: Phrases = {
  kind: 'release',
  phrases: {
    release: `release|releases|released|releasing|freed|frees|free|liberated|liberados|liberaron|soltaron|soltados
      let|lets|letting|turned|turn|turns|set|sets|cut go|loose|free
      let|lets|letting|turned|turn|turns|turning|set|sets|setting them|people|inmates|someone|criminals|illegals|him|anyone? go|loose|out|free
      let|lets out|walk|go
      got|gets|get|getting out
      out before ice? came|come|arrived?
      walked|walk|walks|walking free|away
      walked
      criminals|illegals walk
      back on|onto the|our? streets|street|community|communities
      into the community
      before|until|when ice|immigration|agents|officers|the? feds? came|arrived|could|got|showed there|up|them?
      despite|without|ignoring an|a|the|honoring? ice? detainers|detainer|holds|hold|requests
      without honoring the? detainer|detainers
      declined detainer releases|release`,
    published: `published|publishes|publish|reported|publicized|posted|announced
      press release|releases
      published declined? detainer? cases|releases|detainers
      news release|releases
      declined detainer|detainers outcome? report|reports|list|lists
      ddor
      first|second|third|fourth|last|latest? weekly declined? detainer? report|reports
      ice|ices|dhs|their published? release|releases|declined? list|lists|report|reports|account|version|claim|claims|press
      ice|dhs says|said|claims|claimed|publicized|published|posted|reported|announced
      were|was released|freed|let despite|over|with an|a? ice? detainer|detainers|hold
      report|reports`,
  },
};

export const caseWords: Phrases = {
  kind: 'case',
  phrases: {
    case: `detainer|record|case|row reference|ref number|no|id?
      case|record|reference number|no|id
      case|cases|casos|caso|incident|incidents|example|examples|instance|instances
      cases|case are|is known|published|documented
      published|documented|known|reported cases|case|instances|examples
      declined detainer? cases|case|detainers list
      match|matches|matching with|in|anything|something? in? your|the? data|records|database|cases?
      in|is|are in your|the data|records|database
      is that|this|it case|one in your|the data|records
      do you have that|this|it one|case?
      matches|match anything|something|one|any|a you|of|case|record? have|yours?
      is that|this|it there
      can you see if it matches|fits`,
  },
};

export const disputed: Phrases = {
  kind: 'disputed',
  phrases: {
    disputed: `disputed|dispute|disputes|disputing|contested|contest|contests|challenged|rebutted|rebuttal|rebuttals|rebut|corrected|correction|corrections|corrects|retracted|retraction|retractions|denied|pushback|wrong|inaccurate|false|mistake|mistakes|mistaken|errors|error|erroneous|response|responses|responded|reply|replies|replied
      got|get|gets|was|were|is it|this|that? wrong
      did|has|have anyone|anybody|they|ice|somebody|someone|dhs ever? correct|corrected|fix|fixed|retract|retracted
      to|must|forced correct|fix|retract|amend|withdraw its|their|the|a|that|those?
      pushed|push|pushing back
      county|sheriff|city|agency|agencies|local|officials disputed|disputes|denied|denies|responded|replied
      disputed|dispute|disputes|disputing|contested|contests|challenged|rebutted|rebut|denied|answered|responded|replied|pushed|push|pushback back? to|on|with|at|about|against? ice|ices|dhs|their|the release|declined? list|lists|report|reports|account|story|version|claim|claims
      other|another|second|different side|sides|version|account of? the? story?`,
  },
};
