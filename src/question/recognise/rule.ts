import type { Phrases } from '../phrases.ts';

/** Words of rules; the value is what the rule is about. */
export const rule: Phrases = {
  kind: 'rule',
  phrases: {
    rules: `policy|policies|polices|rule|rules|law|laws|statute|statutes|ordinance|ordinances|regulation|regulations|regs|legislation|bill|bills|act|order|orders|directive|directives|resolution|guidance|guideline|guidelines|practice|practices|protocol|procedure|procedures|stance|position|approach|posture|politica|politicas|ley|leyes|regla|reglas|code|codes|mandate|mandates|decree|injunction|settlement|ruling|memo|standard|standards
      local|state|county|city|current|new|old|official|detainer|ice|immigration policy|policies|rule|rules|law|laws|ordinance|ordinances
      trust|values|truth|dream|keep act
      sb 4|54|2|1718|168|1070|168|70
      hb 10|318|200|2|1083
      sb4|sb54|hb318|hb10|hb2|sb1718
      where do|does|did they|it|he|she|we|that? stand|stands|land|lands on?
      ley santuario`,
    sanctuary: `sanctuary|santuario city|cities|county|counties|state|states|jurisdiction|jurisdictions|status|law|laws|policy|policies|place?
      sanctuaries|santuario
      is|are it|they a? sanctuary city|county|state?
      doj|justice|dhs|federal? department|dept|depts? sanctuary jurisdiction|jurisdictions|city|cities? list|lists?`,
    force: `in|into effect|force
      takes|take|took|taking effect
      effective|applicable|governing|govern|governs|governed|controlling|binding|binds|bind
      apply|applies|applied|applying
      on the books
      look|looks|looked like
      que? dice|dicen la|las?
      stood|stands
      on the books cover|about|on|for|regarding?
      kicked|kicks|kick|kicking in
      say|says|said about?
      in|on place
      what was|is it
      new|old|current law|laws|rule|rules took|takes|take|went into? effect|force
      new law|rule
      went|go|goes into effect|force`,
    change: `mind|happens|happen|decree|sets|set|decides|decide|decided|controls|control|runs|run|responsible|charge
      consent decree
      what happens|happen when|if?
      what if
      changed its|their mind
      sign|signs up with? ice
      signed|sign up with ice
      drop|drops|dropped|repeal|repealed|repeals|abandon|abandoned|reverse|reversed|adopt|adopts|create|created|amend|amended|keep
      changed|change|changes|start|starts|started|starting|stop|stops|stopped|end|ends|ended|begin|began|enacted|adopted|passed|signed
      not? in force|effect anymore
      again|anymore
      new law|rule took|takes effect
      the day before the new? law|rule|policy took|takes|went effect|into? effect?
      day before the new? law|rule|policy took|takes|went effect|into? effect?`,
    required: `require|requires|required|requiring|requirement|requirements|force|forces|forced|oblige|obliged|obligation|obligations|obligated|mandatory|mandated|compel|compels|compelled|duty|duties|supposed
      need|needs
      need|needs|supposed|have|has|had to
      require|requires|required|mandate|mandates to? cooperation|cooperate
      always|must hold|honor|comply|cooperate`,
    prohibited: `ban|bans|banned|banning|prohibit|prohibits|prohibited|prohibiting|prohibition|bar|bars|barred|forbid|forbids|forbidden|outlaw|outlaws|outlawed|limit|limits|limited|limiting|restrict|restricts|restricted|restriction|restrictions|block|blocks|blocked|prevent|prevents|prevented
      no|non hold|holds
      dont|doesnt|wont|cant|cannot|not|never hold|honor|detain|cooperate|comply|keep|notify|transfer
      no longer hold|honor|detain|cooperate|comply
      refuse|refuses|refused|refusing|decline|declines to hold|honor|detain|cooperate|comply|keep|notify|transfer|turn|hand? over?`,
    allowed: `enough|sufficient|suffice|suffices|insufficient
      allow|allows|allowed|allowing|permit|permits|permitted|permitting|authorize|authorizes|authorized|able|free|discretion|optional|voluntary
      under what circumstances|conditions|law|authority
      circumstances|conditions|condition|exception|exceptions|exemption|exemptions|grounds
      legal|lawful|legally|lawfully authority?`,
    about: `doing|do|does|did about
      doing with|on`,
    no: `wouldnt|shouldnt|couldnt|dont|doesnt|didnt|isnt|arent|wasnt|werent|hasnt|havent|doesnt|wont|cant|cannot|not|no|never|longer`,
    clock: `when|what|how does|do|did|is|are|time|much long? the? 48 hours|hour clock|clocks|window|period|limit? run|runs|expire|expires|end|ends|up|start|starts|begin|begins|count|stop|stops out|counting|running?
      when|how does|do|is the? clock|clocks|window run|runs|expire|expires|end|ends|up|start|starts|begin|begins|stop|stops out|counting|running?
      48 hours|hour clock|clocks|window|period|limit? run|runs|expire|expires|end|ends|start|starts|begin|begins|stop|stops out|up|counting|running?
      does|do|is|are the? 48 hours|hour clock|clocks|window|period|limit? include|includes|exclude|excludes|count|skip weekends|holidays|saturdays|sundays and|or? weekends|holidays|sundays?
      include|includes|exclude|excludes|count|counts|skip|skips weekends|holidays|saturdays|sundays and|or? weekends|holidays|sundays?
      clocks
      run|runs out|up
      deadline|clock|expire|expires|expiration
      48 hours|hour clock|window|period|deadline|rule?
      how long can|may|must|do|does? they|it|the|we? jail|sheriff?`,
    hold: `hold|holds|holding|held|keep|keeps|keeping|kept|detain|detains|detaining|detained|jail|jailed|jailing|retain|retains|custody|retiene|retienen|retener|detiene|detienen|mantiene
      hold|holds|holding|held|keep|keeps|keeping|kept|detain|detains people|inmates|someone|somebody|anyone|anybody|them|persons|prisoners|immigrants for|on? ice|immigration|detainers|detainer|the? feds?
      hold|holds|holding|held for immigration|ice|the feds
      before they|we|you|it|the jail|sheriff? can|may|must? hold|holds|holding|keep|honor|detain
      i-200|i-205|i200|i205 warrants|warrant|form?
      past|beyond their|the|a|his|her|an? release date|time|dates?
      past|after|beyond release
      extra|additional|longer|up time|hours|days|to 48 hours?
      48 hours|hour
      up to 48 hours
      on|for|under|based|solely on|for? ice|immigration|administrative warrants|warrant|detainers|detainer|holds|hold|requests|request
      judicial|administrative|ice|civil|signed|criminal|court|arrest warrant|warrants|order
      warrant|warrants|order|paper signed|issued by|from a|the? judge|court|magistrate
      signed by a|the? judge|court|magistrate
      ice|immigration|dhs|the feds? asks|ask|asked|requests|calls for a|the? hold|holds|detainer|detainers
      judicial warrant exception|requirement|rule|exceptions
      warrant|warrants|warrantless|judge|court|judicial|administrative
      probable cause`,
    notify: `notify|notifies|notifying|notified|notification|notifications|notice|notices|alert|alerts|call|calls|calling|inform|informs|informing|avisa|avisan|notifica
      tell|tells|telling ice|immigration|dhs|feds|them when|about|if|that?
      tell|tells|telling the feds|government when|about|if|that?
      someone|somebody|anyone|people|inmates|a|the person? gets|get|is|are released
      tell|tells|notify|call|alert ice|immigration about|of|when|before release|releases|people?
      tell|tells|telling|told|notify|notifies|notified|alert|alerts|call|calls|inform|informs ice|immigration|dhs|feds when|if|before|that|about someone|somebody|anyone|people|inmates|prisoners|they gets|get|is|are|walks|walk|leaves|leave|goes|go out|released|free|home?
      is|are|was|were|does|do|did ice|immigration|dhs get|gets|been? told|notified|informed|alerted|called
      when|if|before someone|somebody|anyone|people|inmates|prisoners gets|get|is|are|walks|walk|leaves|leave|goes|go out|released|free|home?
      release dates|date|time|times
      advance notice|notification
      before|upon|prior|about|of to? a|any|the|their|we|they|inmate|jail? release|releases|released|releasing someone|somebody|anyone|people|inmates|them?
      let ice know when|about?`,
    access: `walk|walks|march|barge in|into
      access|interview|interviews|interviewing|enter|enters|entry|inside|visit|visits|let|lets|letting|allowed|acceso|entrar
      let|lets|letting|allow|allows|allowing ice|immigration|the? feds|agents in|into|inside|interview?
      get|gets|getting|come|comes|go|goes|set|sets|setting in|into|inside|foot
      in|into|inside|to the? jail|jails|lockup
      jail|facility access
      access to|for|by? ice|immigration|jail|jails|inmates|facilities?
      let ice agents? in|into|inside
      interview|question inmates|people|prisoners|detainees`,
    share: `share|shares|sharing|shared|information|info|data|database|databases|disclose|discloses|disclosing
      share|shares|sharing|shared information|info|data|database|records with?
      ask|asks|asking about immigration? status
      immigration status
      inquire|inquires|inquiring`,
    transfer: `turn|turns|turning|turned|hand|hands|handing|handed|give|gives|giving over|them|people|inmates|someone|up over? to? ice|immigration|the? feds?
      turn|turns|turning|turned|hand|hands|handing|handed people|inmates|someone|them|prisoners|anyone|immigrants|illegals|aliens|criminals over|up to? ice|immigration|the? feds?
      transfer|transfers|transferring|transferred|deliver|delivers|surrender|surrenders|entrega|entregan|entregar
      transfer|transfers|transferring custody|inmates|people|someone|them to? ice|immigration?`,
    cooperate: `go|goes|going|went|play|plays|get|gets along with|along? ice|immigration|dhs|the? feds? requests|detainers|holds?
      handle|handles|handled|handling|treat|treats|treated|manage|manages|managed
      deal|deals|dealing with? ice|detainers?
      cooperate|cooperates|cooperating|cooperated|cooperation|coop|cooperative|comply|complies|complying|compliance|compliant|work|works|working|worked|help|helps|helping|helped|assist|assists|assisting|assistance|partner|partners|partnership|relationship|collaborate|collaborates|collaborating|collaborated|collude|colludes|coopera|cooperan|cooperar|colabora|colaboran|colaborar
      cooperate|cooperates|cooperating|cooperated|cooperation|comply|complies|work|works|working|help|helps|assist|assists|partner|partners|relationship with? ice|immigration|dhs|the? feds?
      do|does what ice asks|says|wants
      obey|obeys|obeying|follow|follows|following|abide|abides|accept|accepts|accepting|accepted|respond|responds|response|respect|respects|act|acts on|by|to|with?
      a? deal|contract|agreement|arrangement|mou|igsa with|w/? ice|the? feds
      deal|contract|arrangement|mou
      on board|side with?
      friendly|unfriendly to|with|toward?`,
    protect: `protege|protegen|proteger|protect|protects|protecting|protected|shield|shields|shielding|shielded|harbor|harbors|harboring|harbored|shelter|shelters|sheltering|sheltered
      protect|protects|protecting|shield|shields|shielding from? ice|immigration|deportation|the? feds?`,
    which: `sheriff|board|county|city|police|state policy|rules? vs|versus sheriff|board|county|city
      sheriff vs|versus|and county|city? board|council|commissioners
      which law|rule|policy|statute`,
  },
};

/** Whether detainers are honored: a rule of a place, or, where it is counted, ICE's outcomes. */
export const honor: Phrases = {
  kind: 'honor',
  phrases: {
    honor: `honor|honors|honored|honoring|honour|honours|honoured|honouring|honra|honran|cumple|cumplen|respeta|respetan|heed|heeds|enforce|enforces|enforced|enforcing|fulfill|fulfills|execute|executes
      complied|obeyed|accepted|fulfilled with?`,
  },
};
