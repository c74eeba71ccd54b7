import type { Phrases } from '../phrases.ts';

export const agreement: Phrases = {
  kind: 'agreement',
  phrases: {
    '287g': `287g|287gs|287
      in|part|member|under of? the? 287g|287 program?
      287 g
      287g agreement|agreements|program|programs|deal|deals|participant|participants|partner|partners|agency|agencies|contract|contracts|participation|participants|participant|status|list|sheet|mou|moas|moa
      two|to eighty seven g|gee agreement|agreements|program|status?
      two|to eighty seven g|gee
      agreement|agreements|memorandum|moa|moas
      ice agreement|agreements
      section 287g|287
      acuerdo|acuerdos 287g?`,
    agencies: `which|what|how many|list|of|the|all? agencies|agency|sheriffs|sheriff|police departments|departments|department? have|has|with|in|signed|got? a? 287g agreement|agreements|program|deal|deals?
      which|what agencies|sheriffs|departments|counties|towns have|has|are|got|signed|run a|an|the|in|on|up|with? 287g agreement|agreements|program|deal|deals?
      287g agencies|sheriffs|participants|members|partners
      agencies|sheriffs|counties|departments with|in|under|on|that|which have|are|in? a? 287g agreement|agreements|program?
      who has|have|is|are in|under|part|on? of? the|a|an? 287g agreement|agreements|program?
      list|every|all|each of? the? 287g agency|agencies|sheriff|sheriffs|agreement|agreements|partner|partners`,
    signed: `newly added|joined|signed|enrolled|listed to|in|for?
      added to
      signed|sign|signs|signing|joined|join|joins|joining|joiners|signers|signups|enrolled|signatories|entered
      signed up|on
      new|newest|latest|recent 287g? joiners|signers|agreements|agencies|agreement|partners|participants|members
      who|which|what agencies|agency|sheriffs|sheriff? signed|joined|entered
      who|which|what agencies|agency|sheriffs|sheriff? has|have signed|joined`,
    left: `drops|drop out of?
      leave|leaves|leaving|quits|exits|ends|terminates
      dropped|left|quit|exited|terminated|withdrew|ended|cancelled|canceled|leavers
      dropped|pulled|backed|opted|got out of?
      ended|terminated|cancelled|canceled|left|quit|dropped its|their|the
      no longer|longer in|have|on`,
    pending: `pending|applying|applicants|applications|application|awaiting|waiting
      applied for
      the? list|sheet of? agencies|sheriffs|counties|departments that|which? are|is? pending|waiting|awaiting|applying for|on|to? get|join|sign? a|an|the?
      agencies|sheriffs|counties|departments that|which? are|is? waiting|awaiting|applying|pending for|to? get|join|sign? a|an|the?
      waiting list
      pending 287g? applications|application|agreements|agreement|requests|request|sheet|list`,
  },
};

export const model: Phrases = {
  kind: 'model',
  phrases: {
    TFM: `task force model|models|agreement|agreements|agency|agencies|officers|officer?
      tfm|tfms|taskforce
      street level?`,
    WSO: `warrant service officer|officers|program|model|agreement|agreements?
      warrant service model|program|agreements?
      wso|wsos`,
    JEM: `jail enforcement model|models|agreement|agreements|officers|participant|participants|agency|agencies?
      jem|jems`,
    tribal: 'tribal model|agreements?',
    kind: `which|what|whats kind|type|model of? agreement?
      and which kind|model|type
      models|model
      which model|kind|type is it?`,
  },
};

export const news: Phrases = {
  kind: 'news',
  phrases: {
    news: `news|update|updates|developments|changes|happenings|novedades
      what|whats is|has|s? new
      whats|what is|has been|happened|happening|changed|changing|new
      what has|have|s? changed|happened|moved
      what|whats changed|changing|happened|different
      anything|something|any|nything new|changed|changes|happened|happening|happen
      any new|recent|big|major? changes|updates|news|developments
      changes|updates|news|developments in|to|on|about|for
      what did i miss|we
      since i|we last looked|checked
      que hay de nuevo
      que cambio|ha cambiado
      take|takes|taking|took|taken|going|go|goes|went|come|came|comes|coming into? effect
      which|what rules|laws|policies take|takes|took|taking|go|went effect|into
      new? rules|laws|policies kick|kicks|kicking|start|starts|starting|begin|begins in?
      which|what new? rules|laws|policies start|starts|begin|begins|kick|become|becomes in|effective?
      new|recent|latest policies|rules|laws|policy
      coming|upcoming|future rule|rules|law|laws|policy|policies changes|change|deadlines|deadline?
      coming|upcoming|future deadlines|deadline|changes
      new? rule|rules|law|laws coming|ahead|soon up|soon|ahead?
      rule|rules|law|laws|policy|policies|compliance deadlines|deadline
      whats|what is? coming up?
      what is|lies ahead
      take|takes|taking|going|goes|comes|coming into? effect soon|shortly|next
      brief me on?
      the? latest news|on|from|in`,
    catchup: `catch|bring|get me|us up to? speed?
      catch me|us up
      catch up`,
  },
};

export const kinds: Phrases = {
  kind: 'kinds',
  phrases: {
    policy: `policy|rule|law|rules changes|change|updates|news|changed
      changes|change|updates to|in|of|its|the|their policy|policies|rules|rule|law|laws
      changes|changed its|their|the policy|policies|rules|rule|law|laws
      policy|policies|rules|laws|law only
      only policy|rules|laws changes?`,
    releases: `releases only
      only releases
      release|releases news|updates`,
    agreements: `287g news|changes|updates
      agreements|287g only`,
    outcomes: `outcomes only
      outcome changes|updates`,
    data: `data|sources only
      new data
      data updates|releases`,
  },
};

export const fresh: Phrases = {
  kind: 'fresh',
  phrases: {
    updated: `updated|update|updates|refreshed|refresh|loaded|load|imported|current|fresh|stale|old|outdated|complete|reliable|accurate
      last updated|loaded|imported|refreshed|changed
      looks|look|seems|seem|is|are old|outdated|stale|incomplete|wrong?
      how old|fresh|recent|current|complete|new|reliable|accurate|far|good|big|large
      as of when|what date|day?
      go|goes|run|runs|reach|extend|cover|covers|end|ends|stop|stops through|to|until|up|till?
      cover|covers|covered|coverage|include|includes|included|missing
      when was|were
      what date|day is|are`,
    age: `up to date
      do|does|did you|it|your|the data|desk? have|hold|include|cover|go anything|data|detainers|records|rows|numbers|files|detainer? data|records? up? through|to|until|till|past|after|beyond|for
      newer|latest|newest|new|fresh|fresher detainer|detainers|ice|dhs? data|file|files|release|dataset
      out of date
      put|come|came|out a? new|out? data? file|data|sheet
      new data file|sheet
      newest|latest data? file|sheet`,
    origin: `come|comes|coming|came|get|gets|got from
      where|who do|does|did|are|is|you|the|it|they|your come|get|publishes|published|publish|makes|provides|supplies|compiles|compiled
      who publishes|published|makes|made|provides|provided|supplies|compiles|compiled|collects|collected|wrote|writes|maintains|keeps
      where from
      publisher|publishers|published by|provenance|origin|methodology|methods|limitations|caveats
      based on
      put|puts|pulled|gathered|assembled|compiled|collected together?
      who put|puts|pulled|gathered|assembled together?
      trust|reliable|reliability
      source|sources of|for|on|behind|your|the`,
  },
};

export const source: Phrases = {
  kind: 'source',
  phrases: {
    'ice-detainers': `ice? detainer|detainers data|file|files|records|dataset|database|rows|numbers|source|sources|figures
      ice data|file|dataset|records|numbers
      which|what? release|version|edition|copy of the|your? ice|detainer|dhs? data|file|records|dataset
      ice-detainers
      deportation data project
      ddp
      your|the data|numbers|records|dataset|database
      detainer records`,
    'agreements-287g': `287g sheet|sheets|list|lists|data|file|files|spreadsheet|table
      ice? 287g sheet|sheets|spreadsheet
      agreements|agreement sheet|sheets|data|list
      agreements-287g`,
    policies: `policy|policies|rule|rules|law|laws record|records|data|table|source|sources|information|info|database
      the policies|rules
      policies`,
    releases: `releases|release|case|cases data|list|lists|record|records|source|sources|table
      the releases|cases
      declined detainer list|lists|reports|report`,
    figures: `published figures|counts|numbers|figure
      figures`,
    lists: `doj|justice|dhs|sanctuary|jurisdiction list|lists
      justice department list|lists
      trump|trumps|trump's|administration|federal|government sanctuary|jurisdiction list|lists
      according to the? trump|doj|justice|dhs|administration department?
      sanctuary|jurisdiction jurisdictions list|lists?
      lists`,
    facilities: `facility|facilities data|list|corrections|names|records|matching
      unmatched|unknown|unplaced facilities`,
    places: `place|places|gazetteer|county|counties|city|cities list|names|data`,
    '': `sources|source|data|datasets|dataset|sheet|sheets|file|files|database
      your|the|these|this|desk|desk's data|sources|source|dataset|datasets
      what|which data|sources|datasets do|is|are|you|the|loaded|have|use|there
      what is|data|s loaded
      whats loaded`,
  },
};
