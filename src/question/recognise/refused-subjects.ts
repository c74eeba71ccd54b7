import type { Refused } from './refusal.ts';

/** Opinions, and what is outside of the field; then more of persons and advice. */
export const ofSubjects: readonly Refused[] = [
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
    `(?<!(?:release|claim|report|story|account|list|case)s?\\b.{0,60})(?:safer|more dangerous|dangerous|better|worse|worst|best|racist|racism|moral|immoral|evil|fair|unfair|unjust|justified|cruel|humane|inhumane|constitutional|unconstitutional|un-?american|effective|ineffective|necessary|stupid|smart|fascist|fascism|nazi|communist|treason|shameful|tyranny)(?: idea| thing| policy| policies| for america)?(?: (?:right|correct|true|huh|or not|or what|isnt it|arent they|no))?\\??$`,
    'opinion',
  ],
  [
    `(?:which|what|who) (?:\\w+ )?(?:party|president|governor|mayor|politician|democrats?|republicans?|liberals?|conservatives?|side|city has the (?:worst|best)|county has the (?:worst|best)|state has the (?:worst|best))`,
    'opinion',
  ],
  [
    `(?:democrats?|republicans?|maga|liberals|conservatives|gop|dems|left wing|right wing|leftists?|partisan|election(?! day)|vote|voting|campaign|impeach|blame|fault|should (?:the )?(?:sheriffs?|jails?|police|cities|counties|states|congress|ice|we|they|detainers?|\\w+ county|\\w+) (?:be )?(?:honor|hold|cooperate|abolish|end|ban|require|abolished|ended|banned|required|illegal|legal|jailed|fired|removed|sued|arrested|prosecuted|refuse))`,
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
    `(?:is|are|was|were|has|have|named?) the (?:very )?(?:worst|best)(?! data| source| record)|why (?:do|does|did|is|are) (?:democrats|republicans|liberals|conservatives|biden|trump|sheriffs? hate|politicians|you|people hate)|(?:hate|hates|love|loves) (?:ice|immigrants|america|cops|police|trump|biden)`,
    'opinion',
  ],
  [
    `(?:predict|forecast|projection|projected|will (?:there be|it|they|detainers|the number|numbers|crime|ice|\\w+ (?:stop|start|change|end|win|lose)) (?:go|be|rise|fall|increase|decrease|win|lose|happen|change)?|going to (?:happen|win|rise|fall|increase))`,
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
    `(?:is|are|was|were|be|been|why|keeps?) .*\\blying|(?:do|does|did|why) .*\\bl(?:ie|ies|ied)(?! ahead)|dishonest|why (?:are|is|do|does) .*(?:such|so) |cowards?|idiots?|liars?|traitors?|scum|morons?|pigs|fascists?|heroes|thugs|crooks|tyrants?|useless|incompetent|disgusting|heartless|evil`,
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
    `at large|whereabouts|the (?:tenant|landlord|neighbou?r|roommate|coworker|co-worker|boss|employee|worker|waiter|cook at|student|teacher|nanny|driver|contractor) (?:in|at|on|across|next|who|from|has|is|was|down|upstairs)|(?:booking )?photos?|mugshots?|(?:the|that|this|a) (?:guy|man|woman|dude|kid|lady|individual|person) (?:who|that|from|in|released|with|named)`,
    'person',
  ],
  [
    `repeat (?:everything|all|what|your|the|after)|above this line|(?:everything|anything) above|your (?:instructions|rules|guidelines|training|model)|forget (?:everything|all|what)|(?:other|another|all) (?:users?|peoples?) (?:questions|messages|searches|queries)`,
    'injection',
  ],
  [
    `(?:come|came|coming|comes|enter|go|show up|knock) (?:to|into|in|at|on) (?:my|our|his|her|their|someones) (?:house|home|apartment|work|job|school|church|car|door|business)|know your rights|my rights|(?:find|need|recommend|get|hire) (?:me )?(?:a |an )?(?:good )?(?:lawyer|attorney)|what (?:will|would|can|could|happens?|should) (?:happen )?(?:to|with) (?:me|him|her|my|us)|(?<!how )(?:do|will|would|could|might) i (?:have(?! to)|be|get|need(?! to)|still)|(?:detainer|hold|warrant) (?:on|against|for) (?:me|him|her|my|our|this|that|someone|somebody named)`,
    'advice',
  ],
  [
    `(?:does|do|did|has|have|had) (?:he|she|this (?:person|man|woman|guy|inmate))|(?:he|she|him|her) (?:is|was|has|got|gets|bonds|bonded|posted|leaves|to ice)|(?:home |street |mailing |email |e-mail |ip )?address(?:es)? (?:of|for|where)|where (?:does|do|did) (?:he|she|they|\\w+) live|who (?:are|is|was|were) (?:the |an? )?(?:\\w+ ){0,2}(?:officers?|agents?|deputy|deputies|guards?|jailers?|supervisor|informants?|whistleblower|victims?|suspects?)|who is the (?:\\w+ ){1,6}(?:released|freed|let go)|\\d{1,2} ?-?(?:year|yr|yo|y/o)s? ?-?old \\w+`,
    'person',
  ],
  [
    `^(?:so |but |and |ok |hey |well )?should (?!i (?:type|use|look|ask|cite|read))\\w+|(?:talking points|make the case|argue (?:for|against|that)|convince|persuade|debunk|prove (?:that|me)|spin|propaganda)|commit(?:s|ting|ted)? (?:more |less |fewer |most )?(?:crimes?|murders?|rapes?|offenses?)|whose (?:fault|side)|(?:is|are) (?:trump|biden|ice|immigrants|illegals|democrats|republicans|the sheriff) (?:a |an |the )?(?:good|bad|evil|right|wrong|lying|liars?|racist|nazis?|hero|heroes|criminals?|corrupt|to blame|killers?|monsters?)`,
    'opinion',
  ],
  [
    `who is (?:the )?(?:current |new )?(?:sheriff|mayor|governor|president|director|chief|attorney general|secretary)|(?:phone|telephone|fax) numbers?|visiting hours|visitation|(?<!48 )(?:contact|hours|website|number) (?:info|information|of|for) (?:the )?(?:jail|sheriff|ice(?! detainers?| holds?)|prison)|how many (?:ice |federal |immigration )?(?:agents|officers|deputies|guards|beds|buses|flights|planes|illegals (?:are|live)|immigrants (?:are|live)|people (?:are|is) (?:in|being) (?:jail|detained|held by ice|custody))|how (?:\\w+ )?(?:ice|federal|immigration) (?:agents|officers) (?:work|live|operate|are there)|how many (?!.*(?:detainers?|holds)).*(?:detained|in detention|in ice custody|locked up|undocumented)`,
    'scope',
  ],
  // Outside the field
  [
    `weather|forecast|temperature|stock|stocks|bitcoin|crypto|football|baseball|nfl|nba|score of|super bowl|recipe|restaurant|movie|movies|song|songs|lyrics|joke|horoscope|capital of|translate|translation|python|javascript|homework|math|calculate \\d|flight|hotel|directions to|population of|remind me|reminder|set a timer|alarm|calendar invite|book (?:a|me a) (?:flight|room|table|meeting)|order (?:pizza|food|lunch)`,
    'scope',
  ],
  [`(?:arrests?|arrested)(?! (?:warrants?|charges?))(?!.*(?:detainers?|holds|honor))`, 'scope'],
  [
    `deport(?:s|ed|ation|ations|ing)?(?! flights? policy)(?!.*(?:detainers|honor|(?:after|following) (?:a |an |the )?(?:ice )?(?:declined |refused |ignored )?detainer))|(?<!amenable to )removals?(?: orders| flights)?(?!.*detainers)|removed from the (?:us|country)`,
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
];
