import type { Refused } from './refusal.ts';

const KIN =
  '(?:brother|sister|cousin|mom|mother|dad|father|parents?|husband|wife|spouse|son|daughter|kids?|child|uncle|aunt|nephew|niece|grand(?:ma|pa|mother|father|son|daughter)|boyfriend|girlfriend|fiancee?|partner|friend|buddy|neighbou?rs?|roommate|coworker|co-worker|tenant|landlord|nanny|gardener|ex|in laws?|family|relative|classmate|primo|prima|hermano|hermana|esposo|esposa|hijo|hija|tio|tia|padre|madre|papa|mama|amigo|amiga|vecino|vecina|novio|novia|sobrino|sobrina)';

/** Orders to the desk, reports, live operations, persons and advice. Over words in small letters, parted by blanks. */
export const ofPersons: readonly Refused[] = [
  // Instructions to the desk itself
  [
    `(?:ignore|disregard|forget|override|bypass|skip) (?:all |any |your |the |every |previous |prior |these |those |earlier |above )+(?:rules?|instructions?|prompts?|guidelines?|restrictions?|filters?|policy|policies)`,
    'injection',
  ],
  [
    `(?:system|hidden|secret|initial|original) (?:prompt|instructions?|message)|your (?:prompt|instructions|source code|secrets?|tokens?|passwords?|api key|credentials|env|environment|config)`,
    'injection',
  ],
  [
    `(?:slack|bot|api|access|app|auth) (?:token|key|secret)s?|password|env(?:ironment)? var(?:iable)?s?|process env|database_url|xoxb|etc/passwd`,
    'injection',
  ],
  [
    `(?:pretend|imagine|act as|role ?play|roleplay|you are now|from now on you|youre now|simulate|jailbreak|developer mode|dan mode|sudo|do anything now)`,
    'injection',
  ],
  [
    `(?:drop|delete|truncate|alter|update|insert into|select .* from) (?:all )?(?:tables?|databases?|users|rows|everything)|drop table|select \\*|rm -rf|union select|1=1|script>|exec`,
    'injection',
  ],
  [
    `(?:show|print|reveal|dump|leak|give me|list|tell me) (?:me )?(?:the |your |all )*(?:audit log of|private|secret|confidential|admin|internal|user|users) ?(?:data|messages|notes|emails|prompts?|passwords?)`,
    'injection',
  ],
  // Reporting someone
  [
    `(?:report|turn in|tip off|snitch on|rat out|denounce|hand over|call ice on|call immigration on|denunciar|reportar) (?:someone|somebody|a|an|my|the|this|him|her|them|people|illegals?|un|una)(?! (?:\\w+ )?(?:mistakes?|errors?|typos?|problems?|issues?|corrections?|bugs?|wrong|outdated|answers?|results?|numbers?|figures?))`,
    'report',
  ],
  [
    `(?:report|call|contact|notify|alert|tell|message|email) (?:ice|immigration|the (?:sheriff|police|feds)|dhs) (?:for (?:us|me)|about (?:him|her|them|this (?:guy|man|woman|person)|my|someone|somebody))`,
    'report',
  ],
  [
    `(?:ice|tip) ?(?:tip )?(?:hotline|line|tips? form)|how (?:do|can|to) (?:i |we )?(?:report|turn in)|turn (?:him|her|someone|somebody|them|an? \\w+) in|can you (?:call|report|contact|arrest|deport)`,
    'report',
  ],
  [
    `(?:tell|ask|order|get) (?:the |my |our )?(?:sheriff|ice|jail|police|cops|judge|deputies) to (?:release|let|hold|keep|drop|arrest|deport|free)`,
    'report',
  ],
  [
    `(?:pass|send|forward|give|hand|relay) (?:it|this|that|him|her|them|a tip|the tip|info\\w*|my \\w+) (?:on |along |over )?to (?:ice|immigration|dhs|the feds|la migra)`,
    'report',
  ],
  // Live operations
  [`(?:raids?|roundups?|sweeps?|redadas?|checkpoints?|reten|retenes)(?! list)`, 'operations'],
  [
    `(?:are|is|where|wheres|where are|see|seen|spotted|sighting|sightings) .*(?:ice|agents|officers|immigration|la migra).*(?:near|at|around|outside|right now|now|today|tonight|tomorrow|hoy|ahora|coming|this morning)(?! .*(?:jails?|policy|law))`,
    'operations',
  ],
  [
    `(?:ice|immigration|migra|agents?|officers?) (?:is |are |be |going )*(?:near|around|outside|coming|in my|on my|at my|operating|showing up at my)`,
    'operations',
  ],
  [
    `(?:picked|picking|pick) up .*(?:tomorrow|tonight|right now|next week|later today)|(?:gets?|getting|be|being|to be) (?:released|deported|transferred|picked up) (?:tomorrow|tonight|today|next week|this week|soon)`,
    'operations',
  ],
  [
    `(?:license plates?|unmarked|what time (?:does|do|will) ice|when (?:does|do|will|is) ice (?:come|coming|arrive|pick|going)|next (?:ice |immigration |big )?(?:pickups?|operations?|targets?|arrests?)|targets?)`,
    'operations',
  ],
  [
    `(?:avoid|evade|escape|hide|dodge|hiding|stay away|run) (?:from )?(?:ice|immigration|deportation|detainers?|la migra|the feds|being (?:found|caught|detained|deported))`,
    'advice',
  ],
  [
    `how (?:do|can|could|should|to|would) (?:i |we |someone |somebody |people |a person |my \\w+ |one |he |she |they |an? \\w+ )*(?:avoid|evade|hide|escape|beat|get (?:out of|around|rid of|off)|keep|stop|block|fight|remove|lift|challenge|protect) (?:ice|an? |the |my |his |her |being |from |someone|somebody|immigration|detainers?|him|her|them)`,
    'advice',
  ],
  [
    `(?:from being|being|get|getting|gets) (?:found|caught|deported|detained|picked up|arrested) by (?:ice|immigration|the feds)|(?:avoid|prevent|without|keep from|stop) (?:getting|being) (?:found|caught|deported|detained|picked up|arrested)`,
    'advice',
  ],
  // Persons
  // 'Our neighbors' may be the next county's.
  [`(?:my|our|his|her|their|mi|mis) (?!neighbou?rs)(?:\\w+ )?${KIN}(?:s|in law)?\\b`, 'person'],
  [`(?:family|people|guy|man|woman|couple|kids?|house) next door`, 'person'],
  [
    `(?:inmate|booking|prisoner|detainee|subject|offender|case|alien|a|person|passport|ssn|dl|license) (?:number|no|num|id|#)? ?(?:a-?)?\\d{4,}`,
    'person',
  ],
  [
    `a ?-?\\d{3} ?-?\\d{3} ?-?\\d{2,3}|a-?number|alien number|a number \\d+|social security|date of birth|dob|\\d{3}-\\d{2}-\\d{4}|\\b\\d{9}\\b`,
    'person',
  ],
  [
    `(?:whats|what is|what was|tell me|give me|know|is) (?:his|her|their|the (?:guy|man|woman|person|inmate|suspect|victim|kid|detainee)) (?:full |last |first |real )?(?:names?|address|age|number|phone|identity|a-?number|birthday|status|lawyer|attorney|family|home|employer)`,
    'person',
  ],
  [
    `(?:his|her|their) (?:full |last |first |real )?(?:names?|address|identity|phone|mugshot|photo|picture|birthday)|mugshots?|(?:full|last|first|real) names?|names? (?:of|and|for) (?:the |all |every |those |these |any )?(?:\\w+ )?(?:people|person|persons|inmates?|released|detainees?|illegals?|criminals?|aliens?|immigrants?|men|women|suspects?|victims?|individuals?|guy|man|woman|officers?|agents?|deput(?:y|ies))|(?:name|names|addresses|phone numbers|home address(?:es)?) (?:please|list)?$`,
    'person',
  ],
  [
    `who (?:is|was|are|were) (?:the )?(?:guy|man|woman|person|people|inmate|kid|suspect|individual|officer|agent|deputy|deputies|sergeant|official)s?\\b|which (?:officer|agent|deputy|employee)|(?:officer|agent|deputy|director|sergeant) in charge|who (?:signed|wrote|issued|approved) (?:the|that|this) (?:detainer|form|warrant)`,
    'person',
  ],
  [
    `(?:we|i) (?:have|got|booked|arrested|picked up|are holding|am holding|hold|just got) (?:a|an|this|one|some) (?:\\w+ ){0,3}(?:guy|man|woman|male|female|inmate|person|subject|kid|dude|individual|prisoner|suspect|arrestee|detainee)`,
    'advice',
  ],
  [
    `(?:hold|release|keep|let|book|honor|detain) (?:inmate|prisoner|detainee|subject|this (?:guy|man|woman|person|inmate|one)|him|her)\\b`,
    'advice',
  ],
  [
    `\\d{2} ?-?(?:year|yr|yo|y/o)s?-? ?(?:old)? (?:\\w+ ){0,3}(?:man|woman|guy|male|female|person|mother|father|honduran|mexican|guatemalan|salvadoran|citizen|from)`,
    'person',
  ],
  [
    `(?:look ?up|search(?: for)?|find|locate|track down|identify|run|check on|where is|wheres|donde esta) (?:him|her|this (?:guy|man|woman|person|inmate)|a (?:specific )?(?:person|man|woman|guy|inmate|individual|relative|detainee)|someone|somebody|anyone named|a friend|people named)`,
    'person',
  ],
  [`(?:is|was|are|were|did|has|have|will|when (?:is|will|does|did)|where (?:is|was)) (?:he|she)\\b`, 'person'],
  [
    `(?:where|donde) (?:is|are|was|esta|estan) (?:mr|mrs|ms|sr|sra|the (?:guy|man|woman|inmate|kid))|(?:named|called|llamado|llamada|se llama) \\w+`,
    'person',
  ],
  // Advice
  [
    `(?:should|shall|must|can|could|may|do) (?:i|my client|he|she|my \\w+|our client|the client|mi \\w+) (?:sign|plead|pay|post|accept|take|appeal|fight|sue|file|leave|go|turn|answer|talk|show|travel|apply|hire|refuse|agree|waive|admit|be (?:released|deported|worried))`,
    'advice',
  ],
  [
    `(?:should|what should|what do|what can|can|could|shall) (?:i|we) (?:do|tell|advise|say|ask|file|argue|sue|expect)(?! .*(?:find|see) )`,
    'advice',
  ],
  [
    `(?:is|are|was|will|can|should|does|did|would|has|if) my client(?:s)? (?!.*(?:rule|policy|the jail there|county keep|county hold|jail there|jail keep|jail hold))`,
    'advice',
  ],
  [
    `(?:tell|advise|help|defend|represent) my client|my client (?:should|can|could|eligible|get|be|has to)|eligib(?:le|ility)|my (?:case|hearing|lawyer|attorney|immigration|status|bond|visa|green card|asylum|rights|detainer|papers|warrant)\\b`,
    'advice',
  ],
  [
    `(?:can|could|will|would|are|do|does|should) (?:they|the (?:jail|police|sheriff|cops|county)|ice|immigration|i) (?:\\w+ )?(?:keep|hold|deport|arrest|detain|take|release|let|send|touch|get) (?:me|him|her|us)\\b`,
    'advice',
  ],
  [
    `(?:sue|lawsuit against|press charges|file a (?:complaint|motion|habeas|lawsuit)|habeas|liable|liability if we|get sued|legal advice|is it (?:legal|illegal|lawful|constitutional|unconstitutional|safe|ok|okay|allowed) (?:for me|for us|to|if))`,
    'advice',
  ],
  [
    `(?:am i|are we|is it) (?:safe|ok|allowed|at risk|in danger|required|liable|covered)|(?:i|we) (?:got|received|was|were|been|am|are) (?:a detainer|arrested|detained|served|deported|undocumented)|is it safe`,
    'advice',
  ],
  [
    `voluntary departure|plea (?:deal|offer)|sign the (?:form|papers)|\\bwaive|expunge|(?:deportar|van a deportar|pueden deportar|me van|deporten)`,
    'advice',
  ],
];
