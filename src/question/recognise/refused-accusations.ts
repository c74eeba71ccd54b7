import type { Refused } from './refusal.ts';

/** What a place or an agency is accused of or told to do, and judgements on it: all are opinions. */
export const ofAccusations: readonly Refused[] = [
  [
    `above the law|out of control|soft on crime|tough on crime|how dare|disgrace\\w*|coddl\\w+|complicit|treasonous|disgusting|shame on|(?:on|takes?|taking) the side of|sides? with (?:criminals?|illegals?|aliens?|ice|immigrants?|victims?)|police state|slap in the face`,
    'opinion',
  ],
  [
    `(?<!\\b(?:if|when|what happens)\\b.{0,60})(?:break|breaks|breaking|broke|violat\\w+|flout\\w*|def(?:y|ies|ied|ying)|ignor(?:e|es|ed|ing)|disobey\\w*|obstruct\\w*|undermin\\w+|thwart\\w*|(?:follow|obey|respect)(?:s|ed|ing)?|(?:comply|complies|complying) with) (?:the |our |any |all |federal |state |national |u\\.?s\\.? |immigration |ice )*(?:laws?|justice|constitution|rule of law)(?! (?:on|about|for|of|that|requir))`,
    'opinion',
  ],
  [
    `(?:ice|agents|feds|dhs|sheriffs?|police|cops|deputies|officers|jail|jails|county|city|state) (?:is |are |was |were |has |have |been |keep |keeps |just |illegally |unlawfully )*(?:kidnap\\w*|abduct\\w*|snatch\\w*|disappear\\w*|terroriz\\w*|hunt(?:s|ed|ing)?|murder(?:s|ed|ing)|kill(?:s|ed|ing)?|rap(?:es|ed|ing)|assault(?:s|ed|ing)|traffick(?:s|ed|ing)|steal(?:s|ing)|robb(?:ed|ing)|tortur\\w+|brutaliz\\w+|harass(?:es|ed|ing)?|abus(?:es|ed|ing)|target(?:s|ed|ing)|persecut\\w+|disappear\\w*|attack(?:s|ed|ing)?) (?:on |of )?(?:people|persons?|families|family|immigrants?|migrants?|children|kids|workers|citizens|communit\\w+|innocent\\w*|anyone|everyone|folks|us|them|someone|latinos?|hispanics?|mexicans?)`,
    'opinion',
  ],
  [
    `(?<!\\b(?:what|how|which|when|where|who|whom|if|whether|why|do|does|did|must|can|may|is|are|has|have|rules?|laws?|polic(?:y|ies))\\b.{0,80})(?:should|ought to|better|needs? to|must(?= (?:be|stop|start|end|begin)\\b)) (?:not |never |all |always |just |immediately |stop |start |be |begin )*(?:honor(?:ing|ed)?|hold(?:ing)?|held|cooperat\\w+|comply(?:ing)?|releas\\w+|deport\\w*|stop(?:ped)?|end(?:ed)?|refus\\w+|declin\\w+|jail(?:ed)?|detain(?:ed|ing)?|free(?:d)?|protect(?:ed|ing)?)(?!.* (?:right|true|correct)$)`,
    'opinion',
  ],
  [
    `^(?:please )?(?:hold|free|release|deport|stop|end|jail|detain|arrest|lock up|let go|protect|punish|sue|fire|defund|ban) (?:of )?(?:all |the |these |those |them |every |our |more |any )*(?:illegals?|criminals?|aliens?|immigrants?|migrants?|undocumented|detainees?|inmates?|people|families|thugs?|sheriffs?|mayors?|detainers?|ice|deportations?|sanctuary)(?! (?:alerts?|digests?|watch|news|updates?|data|cases?|reports?|records?|numbers?|count|in the))`,
    'opinion',
  ],
  [
    `(?:tell me|say|admit|agree|confess|prove|proof|show me|you know|everyone knows|we all know|face it)(?: that| how)? .*(?:is|are|was|were) (?:wrong|right|bad|good|to blame|guilty|corrupt|evil|lying|a lie|lies)|who (?:is|was|are) (?:right|wrong|lying|correct|to blame|at fault|guilty|telling the truth)`,
    'opinion',
  ],
  [
    `(?:is|are|was|were|isnt|arent|so|too|how|being|seems?) (?:\\w+ ){0,5}?(?:corrupt|cruel|inhumane|lawless|woke|shameful|outrageous|ridiculous|stupid|insane|crazy|evil|biased|fake|hypocrit\\w+|reckless|heartless|welcoming|anti.?immigrant|pro.?immigrant|anti.?ice|pro.?ice)(?= (?:on|about|to|toward|towards|with|in|for|at|when|and|or|that|by)\\b|$)`,
    'opinion',
  ],
  [
    `(?:targeting|persecut\\w+|terroriz\\w+|brutaliz\\w+|kidnapping|abducting|demoniz\\w+|scapegoat\\w*|criminaliz\\w+) (?:innocent |our |brown |black |latino |hispanic )*(?:people|families|immigrants?|migrants?|children|kids|workers|communit\\w+|latinos?|hispanics?|mexicans?)`,
    'opinion',
  ],
  [
    `(?:did|does|do|has|have|will|can) (?:ice|agents|feds|dhs) (?:\\w+ )?(?:kidnap|abduct|snatch|murder|kill|rob|torture|terrorize|hunt|harass|abuse|target|attack|assault|rape|disappear)(?:ed)?|(?:kidnapped|abducted|snatched|murdered|killed|tortured|raped|robbed|abused|harassed|attacked|hunted|terrorized|disappeared) by (?:ice|agents|the feds|dhs|the sheriff|police|cops)`,
    'opinion',
  ],
  [
    `(?:is|are|was) .*(?:policy|policies|laws?|rules?)(?: there| here)? (?:even |really |actually |not )?(?:working|succeeding|failing|helping|hurting)|(?:does|do|did) .*(?:policy|policies|laws?|rules?)(?: there| here)? (?:even |really |actually )?(?:work|help|fail|succeed|hurt)(?! with)`,
    'opinion',
  ],
  [`treat(?:s|ed|ing)? .*(?:well|badly|fairly|poorly|unfairly|humanely|like (?:animals|criminals|people))`, 'opinion'],
];
