/** What the desk does not answer, and what it can do instead. */
export interface Refusal {
  why: 'person' | 'operations' | 'advice' | 'opinion' | 'injection' | 'scope' | 'report';
  said: string;
}

const SAID: Readonly<Record<Refusal['why'], string>> = {
  person:
    'Nobody can be looked up here. The records carry no names or numbers of people, and nothing of that kind is searched, repeated or kept. The desk can tell the rule of a place or count the detainers there. To find a person in custody, ICE has a locator of its own, and a jail has a roster.',
  operations:
    'The desk knows nothing of where officers are or what they plan; its data are past records. It can tell the rule of a place, or count past detainers there.',
  advice:
    "The desk gives no advice on anybody's case; a lawyer can. It can show the rule of the place and its sources.",
  opinion:
    'The desk takes no side and states no causes: it shows rules, records and what others published, each with its source.',
  injection:
    'The desk only answers questions about detainers. It has no other rules to show, and keeps its settings to itself.',
  scope:
    'That is outside what the desk knows: immigration detainers, the rules on them, 287(g) agreements and published declined-detainer cases. Arrests, detention counts and deportations are not among them.',
  report:
    'The desk reports nobody to anyone and contacts no agency. It answers questions about detainers from public data.',
};

const KIN =
  '(?:brother|sister|cousin|mom|mother|dad|father|parents?|husband|wife|spouse|son|daughter|kids?|child|uncle|aunt|nephew|niece|grand(?:ma|pa|mother|father|son|daughter)|boyfriend|girlfriend|fiancee?|partner|friend|buddy|neighbou?rs?|roommate|coworker|co-worker|tenant|landlord|nanny|gardener|ex|in laws?|family|relative|classmate|primo|prima|hermano|hermana|esposo|esposa|hijo|hija|tio|tia|padre|madre|papa|mama|amigo|amiga|vecino|vecina|novio|novia|sobrino|sobrina)';

/** Patterns over the words of a question in lower case, parted by blanks. The first that fits decides. */
const PATTERNS: readonly [RegExp, Refusal['why']][] = (
  [
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
      `(?:report|turn in|tip off|snitch on|rat out|denounce|hand over|call ice on|call immigration on|denunciar|reportar) (?:someone|somebody|a|an|my|the|this|him|her|them|people|illegals?|un|una)`,
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
      `(?:license plates?|unmarked|what time (?:does|do|will) ice|when (?:does|do|will|is) ice (?:come|coming|arrive|pick|going)|next (?:pickup|operation|target)|targets?)`,
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
      `(?:from being|being|get|getting|gets) (?:found|caught|deported|detained|picked up|arrested) by (?:ice|immigration|the feds)`,
      'advice',
    ],
    // Persons
    [`(?:my|our|his|her|their|mi|mis) (?:\\w+ )?${KIN}(?:s|in law)?\\b`, 'person'],
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
      `who (?:is|was|are|were) (?:the )?(?:guy|man|woman|person|people|inmate|kid|suspect|individual|officer|agent|deputy|deputies|sergeant|official)s?\\b|which (?:officer|agent|deputy|employee)|who (?:signed|wrote|issued|approved) (?:the|that|this) (?:detainer|form|warrant)`,
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
    // Opinion, cause, prediction and slanted writing
    [
      `(?:write|draft|compose|create|generate|make up|craft|pen|make me) (?:me |us |up )*(?:a |an |some |the )?(?:\\w+ )?(?:post|tweet|headlines?|op-?ed|essay|article|story|speech|poem|song|press release|blog|thread|ad|slogan|letter|email|joke|script|statement|editorial|paragraph|caption|meme|rant|column|flyer|code|program|function|haiku)`,
      'opinion',
    ],
    [
      `(?:do|does|did|would|will|is|are|how|whether|if|has|have) .*(?:cut|cuts|reduce|reduces|lower|lowers|increase|increases|cause|causes|lead to|leads to|prevent|prevents|affect|affects|impact|impacts|deter|deters|drive|drives|improve|improves|hurt|hurts|make) .*(?:crime|crimes|safety|safer|trust|community|murders?|violence|economy|wages|costs?|taxes|lives|deaths)`,
      'opinion',
    ],
    [
      `(?<!(?:release|claim|report|story|account|list|case)s?\\b.{0,60})(?:safer|more dangerous|dangerous|better|worse|worst|best|racist|racism|moral|immoral|evil|fair|unfair|unjust|justified|cruel|humane|inhumane|constitutional|unconstitutional|un-?american|effective|ineffective|necessary|stupid|smart|fascist|fascism|nazi|communist|treason|shameful|tyranny)(?: idea| thing| policy| policies| for america)?\\??$`,
      'opinion',
    ],
    [
      `(?:which|what|who) (?:\\w+ )?(?:party|president|governor|mayor|politician|democrats?|republicans?|liberals?|conservatives?|side|city has the (?:worst|best)|county has the (?:worst|best)|state has the (?:worst|best))`,
      'opinion',
    ],
    [
      `(?:democrats?|republicans?|maga|liberals|conservatives|gop|dems|left wing|right wing|leftists?|partisan|election|vote|voting|campaign|impeach|blame|fault|should (?:the )?(?:sheriffs?|jails?|police|cities|counties|states|congress|ice|we|they|detainers?|\\w+ county|\\w+) (?:be )?(?:honor|hold|cooperate|abolish|end|ban|require|abolished|ended|banned|required|illegal|legal|jailed|fired|removed|sued|arrested|prosecuted|refuse))`,
      'opinion',
    ],
    [
      `(?:do you|what do you|whats your|what is your|your) (?:think|believe|feel|agree|support|oppose|opinion|view|views|take|favorite|stance|position|side|politics|prefer|like|hate)`,
      'opinion',
    ],
    [
      `abolish|(?:are|is|was) .*(?:right|wrong) to|(?:more|less) (?:criminal|violent|likely|dangerous|law abiding)|(?:racial|profiling|discriminat\\w+|racist|racism)`,
      'opinion',
    ],
    [
      `why (?:do|does|did|is|are) (?:democrats|republicans|liberals|conservatives|biden|trump|sheriffs? hate|politicians|you|people hate)|(?:hate|hates|love|loves) (?:ice|immigrants|america|cops|police|trump|biden)`,
      'opinion',
    ],
    [
      `(?:predict|forecast|projection|projected|will (?:there be|it|they|detainers|the number|numbers|crime|ice|\\w+ (?:stop|start|change|end|win|lose)) (?:go|be|rise|fall|increase|decrease|win|lose|happen|change)?|next (?:year|month|week)s?|going to (?:happen|win|rise|fall|increase))`,
      'opinion',
    ],
    [
      `(?:4th|fourth|1st|first|10th|tenth|14th|fifth|5th) amendment|constitution|supreme court (?:rule|decide|say)`,
      'advice',
    ],
    // More of the kinds above
    [
      `(?:my|our|mi|su|his|her|their) (?:house|home|casa|apartment|car|job|school|kids?|options|chances|rights|number|name)|(?:i|we) (?:have|got|received|was given) (?:a|an) (?:ice )?(?:detainer|hold|warrant)|tengo (?:un|una) |(?:entrar|venir|llegar) a (?:mi|su|nuestra)`,
      'advice',
    ],
    [
      `(?:cell|mobile|home|personal|private) (?:phone|number|email|address)|cellphone|phone number|(?:living|lives|lived|resid\\w+|staying|stays) (?:at|on)|\\d+ \\w+ (?:street|st|avenue|ave|road|rd|lane|drive|blvd|boulevard|court|way)`,
      'person',
    ],
    [
      `why (?:are|is|do|does) .*(?:such|so) |cowards?|idiots?|liars?|traitors?|scum|morons?|pigs|fascists?|heroes|thugs|crooks|tyrants?|useless|incompetent|disgusting|heartless|evil`,
      'opinion',
    ],
    [
      `(?:good|bad|better|worse|dangerous|harmful|great|terrible) for (?:the |our |public |local )*(?:safety|crime|community|communities|america|business|economy|country|people|families|us|society)`,
      'opinion',
    ],
    [
      `ways? to (?:avoid|fight|beat|lift|remove|challenge|get|stop|hide|escape)|(?:fight|beat|challenge|contest|dodge|get (?:rid|out) of|get around) (?:a |an |the |my |his |her )?(?:ice )?(?:detainer|hold)`,
      'advice',
    ],
    [
      `(?:booking )?photos?|mugshots?|(?:the|that|this|a) (?:guy|man|woman|dude|kid|lady|individual|person) (?:who|that|from|in|released|with|named)`,
      'person',
    ],
    [
      `repeat (?:everything|all|what|your|the|after)|above this line|(?:everything|anything) above|your (?:instructions|rules|guidelines|training|model)|forget (?:everything|all|what)|(?:other|another|all) (?:users?|peoples?) (?:questions|messages|searches|queries)`,
      'injection',
    ],
    [
      `(?:come|came|coming|comes|enter|go|show up|knock) (?:to|into|in|at|on) (?:my|our|his|her|their|someones) (?:house|home|apartment|work|job|school|church|car|door|business)|know your rights|my rights|(?:find|need|recommend|get|hire) (?:me )?(?:a |an )?(?:good )?(?:lawyer|attorney)|what (?:will|would|can|could|happens?|should) (?:happen )?(?:to|with) (?:me|him|her|my|us)|(?:do|will|would|could|might) i (?:have(?! to)|be|get|need(?! to)|still)|(?:detainer|hold|warrant) (?:on|against|for) (?:me|him|her|my|our|this|that|someone|somebody named)`,
      'advice',
    ],
    [
      `(?:does|do|did|has|have|had) (?:he|she|this (?:person|man|woman|guy|inmate))|(?:he|she|him|her) (?:is|was|has|got|gets|bonds|bonded|posted|leaves|to ice)|(?:home |street |mailing |email |e-mail |ip )?address(?:es)? (?:of|for|where)|where (?:does|do|did) (?:he|she|they|\\w+) live|who (?:are|is|was|were) (?:the |an? )?(?:\\w+ ){0,2}(?:officers?|agents?|deputy|deputies|guards?|jailers?|supervisor|informants?|whistleblower|victims?|suspects?)|\\d{1,2} ?-?(?:year|yr|yo|y/o)s? ?-?old \\w+`,
      'person',
    ],
    [
      `^(?:so |but |and |ok |hey |well )?should (?!i (?:type|use|look|ask|cite|read))\\w+|(?:talking points|make the case|argue (?:for|against|that)|convince|persuade|debunk|prove (?:that|me)|spin|propaganda)|commit(?:s|ting|ted)? (?:more |less |fewer |most )?(?:crimes?|murders?|rapes?|offenses?)|whose (?:fault|side)|(?:is|are) (?:trump|biden|ice|immigrants|illegals|democrats|republicans|the sheriff) (?:a |an |the )?(?:good|bad|evil|right|wrong|lying|liars?|racist|nazis?|hero|heroes|criminals?|corrupt|to blame|killers?|monsters?)`,
      'opinion',
    ],
    [
      `who is (?:the )?(?:current |new )?(?:sheriff|mayor|governor|president|director|chief|attorney general|secretary)|(?:phone|telephone|fax) numbers?|visiting hours|visitation|(?:contact|hours|website|number) (?:info|information|of|for) (?:the )?(?:jail|sheriff|ice(?! detainers?| holds?)|prison)|how many (?:ice |federal |immigration )?(?:agents|officers|deputies|guards|beds|buses|flights|planes|illegals (?:are|live)|immigrants (?:are|live)|people (?:are|is) (?:in|being) (?:jail|detained|held by ice|custody))|how many (?!.*(?:detainers?|holds)).*(?:detained|in detention|in ice custody|locked up|undocumented)`,
      'scope',
    ],
    // Outside the field
    [
      `weather|forecast|temperature|stock|stocks|bitcoin|crypto|football|baseball|nfl|nba|score of|super bowl|recipe|restaurant|movie|movies|song|songs|lyrics|joke|horoscope|capital of|translate|translation|python|javascript|homework|math|calculate \\d|flight|hotel|directions to|population of|remind me|reminder|set a timer|alarm|calendar invite|book (?:a|me a) (?:flight|room|table|meeting)|order (?:pizza|food|lunch)`,
      'scope',
    ],
    [`(?:arrests?|arrested)(?! (?:warrants?|charges?))(?!.*(?:detainers?|holds|honor))`, 'scope'],
    [
      `deport(?:s|ed|ation|ations|ing)?(?! flights? policy)(?!.*(?:detainers|honor))|(?<!amenable to )removals?(?: orders| flights)?(?!.*detainers)|removed from the (?:us|country)`,
      'scope',
    ],
    [
      `(?<!detainers?\\b.{0,80})(?:in|into) ice (?:detention|custody|jails?|facilities)(?! after)|ice detention (?:population|count|numbers?|statistics|stats|today|centers?|facilit)|detention (?:population|capacity|beds|numbers|statistics|stats|count|centers? (?:are|near|in)|deaths?)|detained by ice|(?:average )?daily population|people (?:are |being )?(?:detained|in detention)|currently detained|detention centers`,
      'scope',
    ],
    [
      `border (?:crossings?|patrol|encounters?|wall|security|crisis)|encounters at|asylum|visas?|green cards?|daca|refugees?|naturaliz\\w+|citizenship test|immigration (?:court|judges?|backlog|lawyer|attorney|reform|cases)|court backlog|got ?aways?|unaccompanied|tps\\b|temporary protected|e-?verify|travel ban|crime rates?|crime statistics|fbi|murder rate|fentanyl seizures|budget of|funding|cost of|costs?\\b|spend|spending|salary|salaries|taxpayers?`,
      'scope',
    ],
  ] as const
).map(([source, why]) => [new RegExp(`(?<![\\w-])(?:${source})(?![a-z])`, 'u'), why]);

/** Why the desk does not answer a question; undefined when nothing speaks against it. */
export function findRefusal(joined: string): Refusal | undefined {
  for (const [pattern, why] of PATTERNS) {
    if (!pattern.test(joined)) continue;
    return { why, said: SAID[why] };
  }
  return undefined;
}

export const refusalFor = (why: Refusal['why']): Refusal => ({ why, said: SAID[why] });
