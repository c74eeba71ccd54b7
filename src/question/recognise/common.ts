import type { Phrases } from '../phrases.ts';

/**
 * Words that say nothing of their own in any question: articles, auxiliaries, pronouns, prepositions and question
 * words. Negations and comparisons are not among them.
 */
export const FREE: ReadonlySet<string> = new Set(
  `a an the this that these those of in on at for to from by with into out up off about over as per via under
  is are was were be been being am do does did doing done has have had having can could will would shall should may
  might must i im ive id we you your yours it its they them their theirs there here our my me he she
  and or if so then than because since while when where what which who whom whose why how whether
  yet still ever any some all both each one ones thing things also too just even really actually currently now
  whats wheres whos hows thats theres lets
  get gets got gotten getting go goes going went come comes came put puts make makes made take takes took taken
  el la los las un una de del en y o que es son hay por para con sobre al se su me mi lo le cual cuales como
  anything something every each within across around through among such several certain other others another s re ll ve d w w/ & + hubo hay tiene tienen ha han fue fueron esta estan hacia mas muy
  very plus`.split(/\s+/),
);

/** Politeness, hesitation and setting: they may stand in any question. */
export const chatter: Phrases = {
  kind: 'chatter',
  phrases: {
    politeness: `please|pls|plz|plase|plis|kindly
      thanks|thank|thx|ty|tks|cheers
      thank you
      thanks in advance
      many thanks
      sorry|excuse|pardon
      excuse me
      por favor`,
    request: `give|tell|let|send|gimme me|us? know?
      i|we need|want|wanna|like|wish to? know|see|understand|find|check|learn|ask? about? out?
      i|we would|d like to? know|see|find? out?
      id like to? know|see|understand|find? out?
      need|want|wanna|wants|needs|needed
      trying|try|tried to? find|figure|learn|understand|see? out?
      looking for|into|at?
      look into|at
      can|could|would|will you
      do you know|have
      you know|have|got
      help me find|understand|out?
      help me with?
      anyone|anybody|someone know|knows
      wondering|curious|asking|ask|question|questions|q
      quick question|q|one
      i was|am wondering
      i|we would|d be very? grateful|glad|happy if you could|can?
      grateful if you could
      if at? all? possible
      settle for us|me
      double|cross check
      i doubt it|that|this
      that|this|it cant|cannot be right|true|correct
      how come
      isnt|is it true|right|correct that?
      you claim|say|said|claimed
      who says
      find out
      figure out
      wonder if?
      i only|just need|want
      just|only curious|checking|asking
      hit me with
      fill me in on?
      walk me through
      check up? on
      take a? look|peek|stab at?
      run down|through
      put|work out|together
      pull|dig|bring|call|open up?
      let|leave me|us in?
      open|bring|pull up? the
      talk to me about
      clue me in
      advise|confirm|clarify|remind
      remind me
      quisiera|quiero|necesito saber?
      puede|puedes|podria|podrias decirme?
      dime|diga|digame`,
    hurry: `i|we dont know|care|understand|get|see? it|this|why?
      why|if not
      right now
      at the? moment|present
      these days
      presently|nowadays|currently
      lemme|lmk know?
      is|are that|this|it right|true|correct|so|accurate|wrong
      asap|urgent|urgently|quick|quickly|rush|hurry|immediately|today's
      no rush|hurry
      on deadline
      by 5pm|5|noon|eod|cob
      need by 5pm|5|noon|eod|cob|tonight|tomorrow|tuesday
      deadline|deadlines
      just? landed|came|arrived|dropped in|into my|our inbox|email|mail
      just in
      forwarding|forwarded|fwd|fw|pasting|pasted|sharing|below|above this|it|from|for?
      for context|reference|background
      were|are|was|is|be there
      saw|found|read this|that online|somewhere|today?
      when you can|get a? chance?
      if possible|available
      if you can|could|have|know it?
      for a|my|our|the|this story|article|piece|memo|brief|briefing|hearing|report|paper|post|column|motion|lede|graf|chart
      for|before monday|tuesday|wednesday|thursday|friday meeting|briefing|hearing
      fact check|checking
      factcheck|fyi|btw|imo|tbh|ok|okay|alright|right|sure|yes|yeah|yep|well|anyway|anyways|so|now
      correct|true|rn|atm
      real quick
      in a|one|two|few|5|10|15|20|30|an half? an? min|mins|minute|minutes|hour|hours|sec|second|seconds
      in a|one|two|couple|few|single? line|lines|sentence|sentences|word|words|paragraph
      a|one|two|couple|few|single? line|liner|sentence|sentences only|is? fine|enough|ok?
      or not|no
      short|quick|brief answer|version|one
      ok|okay|alright|sure|fine|yes|yeah|well but
      extra|additional
      going|goes|go to print|press|air in|at|by? 5|10|15|20|30|noon|midnight? min|mins|minutes|pm|am?
      untangle|unpack|decipher|nail|pin|settle|remember|scratch|arrange|organize|handle|square|cut|straighten|explain|break down|out|that|this|for|to|me|through|away?
      trying|hoping|looking|planning|wanting to untangle|unpack|decipher|settle|understand|confirm|verify|nail|pin|sort? out|down?
      right or wrong
      true or false|not
      fact or fiction
      as of this|the minute|moment|second|morning|hour
      on|at|in|from the|a|our radio|tv|phone|webinar|panel|listserv|classroom
      a|an|my|our|the|one|another colleague|coworker|intern|caller|viewer|listener|reader|constituent|commenter|tipster asks|asked|says|said|claims|claimed|wants|wanted|wrote|told|thinks me|us? to? know? that|if|whether?
      can|could|would you set|put|line|stack
      any|is there any? chance
      would help|helps|suffice|do
      would be helpful|great|good|nice|useful|handy|appreciated|lovely|ideal
      ta
      scratch|forget|nevermind|skip that
      for my|a|our|the footnote|caption|slide|deck|headline|sidebar|chapter|thesis|dissertation|spreadsheet|table|presentation|talk|class
      i|we mean|meant
      down|over|out|up there|here
      one of those|these|the
      because ice|immigration|they|the? feds? asked|asks|said|says|wants|wanted
      working families
      comes|come|came|coming knocking|calling
      was|is there ever a time
      im|i after the|a|some number|numbers|count|total|list|figure|figures
      than the? one|ones? youre|you|we? are|re? using|have|use|got|loaded
      any chance you|u? could|can? set|put|get?
      a shout|holler|nudge
      call|calling|consider|considered
      when|if you get|have a sec|second|min|minute|moment|chance
      a|the|some? guy|man|woman|lady|dude|caller|host|anchor|speaker|person|commenter on|in|at|from the|a|my? radio|tv|phone|line|meeting|internet|news|podcast|show|forum|facebook|twitter says|said|claims|claimed|told|swears|insists me|us? that?
      on|from the? radio|tv|internet|podcast|facebook|twitter|x
      can|could|may i|we please? see|look|view|have at?
      can|could|would|will you? please? check|verify|confirm|see|find out? if|whether|that|for|on?
      check|verify|confirm|see if|whether|that
      passed|passing this|it along|on from|by? a|my|our? colleague|friend|coworker?
      by mail|email|phone|fax|letter
      this|yesterday|last morning|afternoon|evening|night
      every|each single
      single|entire|whole|full|complete|calendar|simple|plain|quick|brief|rough|official|latest
      newly|freshly|lately|simply|merely|purely|frankly|honestly|truly|quite|rather|somewhat|fairly|clearly|obviously|presumably|certainly|definitely|probably|likely|hopefully|surely|indeed|precisely|strictly|technically|legally|effectively|essentially|mainly|mostly|largely|chiefly|previously|formerly|originally|eventually|finally|meanwhile|separately|respectively|individually|collectively|publicly|locally|statewide|countywide|formally|informally|directly
      good|great day|news
      per|for my|our|the usual|records|files|notes|desk|purposes
      for research|reporting|publication|print|broadcast|air|class|homework|school|work|use
      u|ur|ya|yall
      covering
      two|one|couple|few things|questions
      a couple|few things|questions`,
    hesitation: `so many|few|much|often
      um|uh|uhm|er|hmm|hm|ah|oh|eh|lol|lmao|haha|omg|ugh|argh|like
      you know
      i mean|guess|think|suppose|believe
      sort|kind of
      kinda|sorta|basically|literally|maybe|perhaps|supposedly|apparently|allegedly|possibly|roughly|approximately|exactly|specifically|generally|overall|altogether|usually|always|ever|already|recently|normally|typically|officially|formally
      no wait
      wait
      pray|smile|eyes|wave|folks|guys|team|bot|desk|there|everyone|all|friend|buddy|again
      detainer|the desk
      teh|hte|adn`,
    look: `exactly|mess|anywhere|somewhere|together|first|following|involved|around|total|altogether
      what is|was|are|were the? deal|story|situation|status|scoop|word|state on|with|of|in|for?
      whats the? deal|story|situation|status|scoop|word|state on|with|of|in|for?
      what is|was going|happening on|with? with?
      whats going|happening|up on|with? with?
      going on with?
      mess|thing|stuff|issue|matter|topic|situation|deal|status|story
      info|information|details|detail|data|facts|fact
      information|info|details|data on|about
      any information|info|data|details|detail on|about?
      in|for the? record|context
      according to you|the|your? data|records|record?
      from|via|per the? ap|times|post|herald|tribune|globe|journal|reuters|news|press|paper|wire
      in|from your|the|our data|records|dataset|database|files|file|system
      do you have on? file?
      on file|record|hand
      the|a breakdown|list|picture of?
      overview|summary|snapshot|rundown|look|picture|glance|sense|idea of|on|at?
      at a glance
      in|for a? detail|short|brief|general|total|all`,
    voice: `writes|wrote
      i am|work|write|cover a|an? reporter|editor|attorney|lawyer|clerk|researcher|student|advocate
      my editor|boss|chief|sheriff|captain|sergeant|commander|professor wants|needs|asked|asks|says|said|thinks|swears to? know? if|whether?
      say|says|said|claims|claim|claimed|heard|hear|read|told|reports|reported|reportedly|argue|argues
      someone|somebody|people says|said|told|tell|claims me|us?
      the|this|a list|article|post|tweet|guy|person says|claims
      i|we heard|read|saw
      the list says`,
  },
};

/** Words that judge. They are dropped: the question is answered in the desk's own words. */
export const loaded: Phrases = {
  kind: 'loaded',
  phrases: {
    label: 'sanctuary|sanctuaries|santuario',
    people: `indocumentados|indocumentadas|indocumentado|undocumented|migrants|migrant|immigrants|immigrant|noncitizens|noncitizen|foreigners|foreigner|foreign|nationals|national|deportable|removable|unauthorized
      undocumented|unauthorized|foreign immigrants|immigrant|migrants|migrant|noncitizens|people|persons|workers|residents|folks|nationals`,
    slur: `illegals|illegal|criminals|criminal|aliens|alien|thugs|thug|gangbangers|invaders|invader|felon|ilegales|criminales|predators|predator|crooks|lawbreakers|terrorists|terrorist
      criminal|illegal|undocumented|unauthorized|violent|dangerous aliens|alien|immigrants|immigrant|migrants|migrant|noncitizens|people`,
    judged: `dangerous|violent|innocent|vulnerable|hardworking|law-abiding|convicted|serious|bad|worst|terrible
      cruel|inhumane|lawless|woke|liberal|radical|racist|corrupt|shameful|outrageous|crazy|insane|ridiculous|stupid|evil`,
  },
};

export const greeting: Phrases = {
  kind: 'greeting',
  phrases: {
    hello: `hi|hello|hey|hiya|howdy|yo|greetings|sup|heya|hola|buenas|buenos dias|tardes|noches?
      good|gm morning|afternoon|evening|day
      hi|hey|hello there|again|desk|bot|all|team|folks
      how are you doing? today?
      whats up
      nice to meet you`,
    thanks: `thanks|thx|ty|tysm|gracias|merci|cheers|kudos
      thank you so? very? much?
      thanks so? a? lot|much|again|ton|bunch?
      much appreciated
      appreciate it|that|you
      perfect|great|awesome|excellent|nice|cool|brilliant|wonderful|amazing|sweet|super|lovely
      great|good|nice|awesome job|work|stuff|one
      well done
      thats|this|that is? perfect|great|helpful|it|all|useful|good|awesome|exactly
      very|super|so helpful|useful|good|cool
      got it
      makes sense
      never mind
      nevermind|nvm
      no worries|problem|thanks
      bye|goodbye|cya|later
      see you later|tomorrow|soon?
      good bot|night
      you|ur the|are best|great|awesome|helpful
      youre the? best|great|awesome
      love it|this|you`,
  },
};
