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
      does that|it|this? mean they|theyre|the|a|people|someone|its|it? person|people|county|jail? was|were|is|are? still? in|let|set? go|released|free|jail|custody?
      how come the|a|so? many|few|half|most|third|quarter? of? the|your? rows|records|detainers|numbers? have|has|had|are|is?
      why do|does|did|is|are|have|has the|a|so? many|few|half|most|third|quarter of? the|your? rows|records|detainers|numbers? have|has|had|are|is?`,
  },
};
