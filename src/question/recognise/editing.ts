import type { Phrases } from '../phrases.ts';

/** What editors and readers do with the record: report a mistake, paste a press release, look at proposals. */
export const editing: Phrases = {
  kind: 'editing',
  phrases: {
    correct: `report|flag|submit|point|file out? a|an|the|this|that|some? mistake|mistakes|error|errors|typo|correction|problem|issue|answer|result|number|figure with|in|on|of|about? this|that|the|your|an? answer|answers|result|data|number|numbers|page|table?
      there|here|theres is|are? a|an? mistake|error|typo|problem in|with|on this|that|the|your answer|result|data|number|numbers|table
      this|that|it|your|the answer|result|number|numbers|data|figure|figures|table? is|are|was|were|looks|seems|look wrong|incorrect|inaccurate|outdated|mistaken|false
      thats|its wrong|incorrect|inaccurate|outdated|false|not right|correct
      this|that|it|the|your answer|number|result? is|are|isnt|not not? right|correct|accurate
      you got|have|made this|that|it|a|an|the? wrong|mistake|error
      found a|an mistake|error|typo in|with? this|that|the|your? answer|data|result?
      is|are this|that|it|your answer? wrong|outdated|incorrect
      wrong or outdated
      correct|fix|mend this|that|the|your|an answer|result|number|data|mistake|error`,
    wrong: 'is|was|are|looks|seems wrong|incorrect|inaccurate|outdated|mistaken|false',
    corrections: `corrections
      show|list|see|view|all|the|any|your|past|recent all|the|any|your? corrections
      what|which answers|answer? was|were|has|have|is|are|got been? corrected|reported wrong|as? wrong|outdated?
      what|which mistakes|errors|corrections was|were|have|did|has you|readers|people|been? reported|made|found|corrected|report?
      reported mistakes|errors|corrections
      mistakes|errors readers|people|users? reported|found|corrected
      what became|happened of|to|with my|the|that|a correction|report|mistake|corrections|reports`,
    intake: `read|paste|enter|add|submit|process|scan|parse|import|load|take|put|upload in|into? this|a|an|the|my|our|new|another? new|ice|dhs? press|news release|releases|statement in|into|from|here? ice|dhs?
      have|got|received a|an|this|new? ice|dhs|new? press|news release to|that|for? read|enter|paste|add|process?
      here is|s a|the|this? press|news release
      press release to read|paste|enter|add`,
    review: `review|check|see|show|list|open|look what|the|all|at|through? proposals|proposal|proposed cases|case|figures?
      what|which|whats|anything|something proposals|is|are|s? waits|wait|waiting|pending|to for|to|be|my|a|the? be? review|reviewed|reviewing|approval|approve
      waiting|pending|open for|to? be? review|reviewed|proposals
      proposals waiting|pending|to for|be|review|reviewed? review?
      proposals`,
    dispute: `dispute|contest
      add|record|enter|note|log|file|publish a|an|the|their|its|my|our? county|sheriff|agency|city|jail|office? official? response|reply|rebuttal|correction|retraction|dispute|claim to|for|on|of|about?
      add|record|enter|note|log what the|a|my|our county|sheriff|city|agency|jail|office says|said about|on?
      my|our|the county|sheriff|city|agency|jail|office says|said|claims|claimed|thinks|believes|disputes|denies|contests that? this|that|the|a|your|it case|record|claim|release? is|was|isnt? not? wrong|false|inaccurate|incorrect|true|right|mistaken?
      this|that|the case|record|claim is|was disputed|contested|wrong by|according|says to? my|our|the county|sheriff|city|agency|jail|office`,
  },
};
