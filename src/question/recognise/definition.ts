import type { Phrases } from '../phrases.ts';

/** Asking what something means. */
export const meaning: Phrases = {
  kind: 'meaning',
  phrases: {
    meaning: `define|definition|definitions|defined|meaning|means|mean|explain|explains|explained|explanation|explainer|describe|description|glossary|significa|significado|explica|definicion|termino|term|terms
      what is|are|was|were a|an|the?
      what is|are|was|were meant by?
      whats a|an|the?
      what does|do|did mean|stand|the|a|that for?
      what does
      definition|meaning|explanation of|for
      stand|stands for
      mean|means that|exactly|here|in practice|practically?
      que es|son|significa|quiere un|una|el|la|decir?
      qu es
      how is|are|do you defined|define|counted|count|calculated|decided|measured|classified|recorded|handled|handle|treat|treated|work
      how do|does|is|are|you|the|it count|counted|work|works|handle|calculate|measure|define|treat|protect|decide|compute|dedupe|group|classify
      why does|do|is|are the?
      what happened to the?
      what did|does replace|replaced
      what replaced
      replace|replaced|replaces
      explain like im five|5
      in|from the? file|data|outcome? column|field|header called|named?
      column|field|header
      like im|i|a am? a? 5|five|six|10|ten|child|kid|beginner year? old?
      eli5
      in plain|simple english|words|terms
      tell me what
      difference between
      whats|what is the difference between?
      difference|differ|differences|different|differently
      versus|vs|or|and|=|equals|equal
      same as|thing?
      is|are a|an|the|there
      work|works|count|counts
      for dummies
      mean|means|meant|equal|equals|= the|they|their|a|he|it? jail|county|sheriff|person|guy|someone|people|inmate|man|agency? was|were|is|are|got? released|let|freed|free|set|walked|go|gone|out them|him|her|people|someone|go|out|free? go|out|free|the? door?
      so|then|does|do|did the|they|a? jail|county|sheriff|person|guy|someone|people|inmate|man|agency was|were|is|are|got? released|let|freed|free|set|walked go|out|free|them? the? door?
      in|on|under|from the? outcome|status|result|lift|reason? column|field|table|file|spreadsheet|row|header|list|answer|form
      is|are|was blank|empty|missing
      exactly do you mean by
      do you mean by|with
      do you call|treat|consider|define
      counts|count|qualifies|qualify as a|an?      does that|it|this? mean they|theyre|the|a|people|someone|its|it? person|people|county|jail? was|were|is|are? still? in|let|set? go|released|free|jail|custody?
      how come the|a|so? many|few|half|most|third|quarter? of? the|your? rows|records|detainers|numbers? have|has|had|are|is?
      why do|does|did|is|are|have|has the|a|so? many|few|half|most|third|quarter of? the|your? rows|records|detainers|numbers? have|has|had|are|is?`,
  },
};
