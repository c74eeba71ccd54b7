import type { Phrases } from '../phrases.ts';

/** What to do with an answer. */
export const act: Phrases = {
  kind: 'act',
  phrases: {
    chart: `chart|charts|charted|graph|graphs|graphed|plot|plots|plotted|visualize|visualise|visual|visualization|diagram|draw|drawing|graphic|graphics|grafico|grafica
      draw|drawn up a? chart|graph|plot|picture?
      chart|graph|plot of|for|showing|with
      bar|line|pie chart|charts|graph|graphs
      make|draw|create|build|do|show|give|get|want|need to? me? a|the? bar|line? chart|graph|graphic|plot|visual|picture|visualization of|for|showing?
      as|in|into a? bar|line? chart|graph|plot|picture|visual
      chart|graph|plot it|that|this|those|them`,
    map: `map|maps|mapped|heatmap|choropleth|mapa
      heat map|maps
      map of|for|it|that|showing?
      as|on a? map
      make|draw|create|show|give me? a|the? map of?
      county map of?
      map colored|coloured|shaded by
      colored|coloured|shaded by
      county|counties on a? map
      on|onto a|the map`,
    list: `find|search|locate|name|enumerate|spell|lay|run
      name|enumerate|list me? all|every|each?
      spell|lay|run out|through|down
      look|check up|on|for
      who are|were the?
      list|lists|listing|listed|listings|show|shows|showing|display|records|record|rows|row|entries|entry|pull|lookup|everything|everyone|everybody|registros|lista|muestra|muestrame|ensename
      show|list|display|pull up? me|us? all|every? of? the|them|those?
      show|list|display|give to me|us the? list|records?
      look|pull|bring|dig up
      pull up|out
      individual|single|actual|detainer|raw records|rows|entries|detainers|record
      list|listing of|out
      line by line
      a list of?`,
    latest: `latest|newest|recent|last|lately
      most recent|recently
      the? latest|newest|recent|new
      new ones|one
      latest|newest|recent ones|one`,
    export: `save|saves|saved it|that|this|those|them? as|to?
      export|exports|exported|download|downloads|downloadable|csv|csvs|spreadsheet|spreadsheets|excel|xlsx|exporta|exportar|descargar|descarga
      export|download a|the? file|files|data|table
      export|download it|that|this|those|them|all?
      as|in|to|into a? csv|excel|spreadsheet|file|xlsx
      csv|excel|spreadsheet file|files|format|of|version|for|please
      csv|excel|spreadsheet|file of|with|for
      a|the csv|spreadsheet|excel file?
      dump|pull|get|send|give|put|save|write your|the|this|that|it|entire|whole|full|all? entire|whole|full? 287g? table|list|data|rows|it? in|to|as|into a? csv|excel|spreadsheet|xlsx|file
      dump of?
      raw data for?
      send|give|email|get|make|need|want me? a|the? csv|spreadsheet|excel|file|download file? of|with|for?`,
    cite: `credit|attribute
      who|how do|should|can i|we? credit|cite|attribute for? this|that|it?
      cite|cites|citation|citations|footnote|footnotes|bibtex|reference|references|referencia|cita
      source|sources|fuente|fuentes
      cite it|that|this|your? sources?
      what is|are|was|were that|this|it|those|these based on
      what is|are|was the|your? source|sources for|of? that|this|it|those
      whats|wheres the|your? source|sources for|of? that|this|it|those?
      where is|did|does that|this|it come|from|get from?
      where does that|this|it come from
      how do you know that|this|it
      how|where should|can|do i cite|reference|credit|attribute this|that|it?
      who says|said|published|reported so|that|this|it?
      footnote|cite that|this|it
      source|sources|citation|citations|footnotes|footnote for|of that|this|it|those|these|them`,
    dark: `dark version|mode|theme|one|background
      in|on|make|use a? dark mode|theme|background|version?
      make it dark
      dark`,
    light: `light version|mode|theme|one|background
      in light mode|theme`,
    table: `as|in a table|text instead?
      no chart
      just the|as numbers`,
    show: `open|reopen|retrieve`,
    audit: `audit log|trail
      audit
      who asked|ran|queried|used what|this|it|the|desk?
      usage log|report`,
  },
};

export const help: Phrases = {
  kind: 'help',
  phrases: {
    help: `help|ayuda|commands|command|instructions|manual|usage|options|menu|examples|tutorial|comandos
      help me
      what|que can|could|do|does you|this|i|it|puedes|puedo do|ask|answer|handle|preguntar|hacer
      what|which commands|questions|things can|do|are i|you|there ask|have|answer|know|use?
      what are you? your|the? commands|options|features|capabilities
      how does|do this|it|you|the|i desk|bot? work|use
      how do|can i|you|we use|talk to|ask|query|work this|you|the|it? desk|bot?
      what is this|you|the? bot|desk?
      who are you
      show me? the? commands|options|examples
      what kinds|kind|sort|sorts of? questions|things can|do i|you ask|answer`,
    how: `how do|can|would|should|to i|we|you|one?
      how to
      como hago|puedo|para
      whats|what is the way|command|syntax to|for
      what|which command? do|should|can|must|would i|we|you|one type|write|enter|say|use to|for
      is there|a? way|command to|for
      can you teach|show me how to
      steps|instructions to|for
      show|teach me how to`,
  },
};
