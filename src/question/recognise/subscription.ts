import type { Phrases } from '../phrases.ts';

export const watch: Phrases = {
  kind: 'watch',
  phrases: {
    watch: `watch|watching|track|tracking|monitor|monitoring|follow|following|avisame|avisanos|vigila|vigilar
      alert|notify|ping|message|email|text|warn|dm me|us|here when|whenever|if|as|once
      tell me|us|here whenever|once
      tell|alert|notify|ping|message|warn me|us every|each|any? time
      tell|alert|notify|ping|warn me|us as soon as
      let me|us know when|whenever|if|once
      let me|us know as soon as
      lmk when|whenever|if|once
      alert|ping|notify me|us on|about|of|for?
      alerts|alert for|on|about
      keep an|your|a eye|eyes|watch|tabs on|of|over?
      keep me|us posted|updated|informed|apprised|abreast on|about|of?
      keep tabs|track on|of
      keep watching|tracking|following
      subscribe|sign me|us? up? to|for
      watch|monitor|track|follow out? for
      set|create|add|make|put|start up? a|an|the? alert|alerts|watch|monitor|notification on|for|about?
      heads up when|if|whenever
      give me|us a heads up when|if|on|about
      stay on top of
      avisame|avisanos|dime si|cuando`,
    maybe: `tell|dime me|us|here? when|if|si|cuando`,
    tail: `something|anything|algo|things happens|happen|changes|change|new|up|moves
      something|anything new|changes comes|happens|up|in?
      shows|show|comes|come|pops|pop|turns|turn|appears|appear|mentioned|named up? in? a|any|new|the? list|news|data?
      is|are in a|any|new|the list|news|data
      arrive|arrives|posted|arriving|happens|happen|changes
      changes|change|changed
      si|cuando|cambia|cambian algo?
      si|cuando cambia|cambian algo?
      for me|us`,
    unwatch: `dont|not watch|track|monitor|follow|alert|ping|notify me|us? about|on? anymore|again?
      do not watch|track|monitor|follow|alert|ping|notify
      unwatch|unfollow|untrack|unsubscribe
      turn|switch|shut off the|my|our|a|this? watch|watches|alert|alerts|notifications on|for|about|of?
      turn|switch|shut the|my|our|a|this watch|alert|alerts off
      stop|quit|end|cancel|drop|remove|delete|kill watching|tracking|monitoring|following|alerts|alert|the|my|our|watch|a alert|alerts|watch|on|for|about|watching?
      stop|quit alerting|pinging|notifying|telling|messaging|emailing me|us about|on|of?
      no more alerts|pings|updates|notifications on|about|for?`,
    watches: `watches
      what|which are|do|does|am|is i|we|this|you channel? watch|watching|following|tracking|monitoring here|in|now? this? channel?
      list|show my|our|the|all|me|current? watches|alerts
      what|which|whats watches|alerts|is|are are|do|being|set watched|i|we|here|set|up|there|active|have?
      my|our|current watches|alerts`,
  },
};

export const digest: Phrases = {
  kind: 'digest',
  phrases: {
    on: `digest|digests|roundup|newsletter|summary|resumen
      daily|morning|weekly|news|regular digest|summary|roundup|update|briefing|bulletin|email
      set|setup|start|create|schedule|make|turn|switch|begin|add|want|need|give|send up|on|me|us? a|an|the|our|my? daily|morning|weekday|weekly|regular|news? digest|summary|roundup|briefing|update on|at|for?
      post|send|deliver|share it|this|that|these|those|them|me|us|a|the? digest|summary|update|news|here?
      publish it|this|that|these|those|them|a|the digest|summary|update|news|here?
      post|send it|this|that|these|here every|each
      send|post|deliver|give me|us? this|that|the|a? digest? daily|every|each
      every|each morning|evening|night
      schedule|scheduled this|that|it?`,
    off: `stop|end|cancel|kill|turn|switch|pause|disable|remove|delete|quit|shut off|down? the|our|this|my|a|all? channel's|channel|daily|morning? digest|digests|summary|roundup|updates off?
      turn|switch|shut off the|our? digest|digests|it?
      turn|switch the|our digest|digests off
      no more digest|digests
      digest off`,
    now: `send|post|run|give|deliver|get|push me|us|out? the|a|our|today's? digest|summary now|today|immediately|right|asap now|away?
      digest now
      run|send the? digest`,
    preview: `preview|show|see|peek me|us|at|of? what? the|our|a|next|upcoming? next|coming? digest|summary preview|looks|will|would look|looks? like?
      digest preview
      what would|will|does the|our|my? digest say|have|show|contain|include|look|be like? if|when? it? goes|went|ran|runs|posted|were|was? sent|out|now|today?
      if it went|ran|goes|runs|posted|was|were sent|out? now|today|right?
      dont|do|without not? post|posting|send|sending it|that|anything|yet?
      preview the? digest
      what will|would|does|s|is the|our|in next|tomorrow's|coming? digest have|contain|be|look|say|include|like in|like?
      whats in the next? digest
      what the next? digest looks like`,
    status: `when|what is|s|are|time|day|does the|our|this|my|next channel's|channel|next? digest|digests set|settings|setting|to|for|schedule|scheduled|come|go|due|out|at|up|run|post?
      digest|digests settings|setting|schedule|status|setup|set
      is|are there a|any? digest set|on|running|up|active? up|here?
      does the|this channel have|get a digest
      do we have a digest
      when is|does the? next? digest`,
  },
};

export const schedule: Phrases = {
  kind: 'schedule',
  phrases: {
    'days:mon-fri': `every|each|on? weekday|weekdays
      workdays|workday
      every|each work|business day|days
      monday|mon|mondays through|thru|to|- friday|fri|fridays
      mon - fri
      business days`,
    'days:': `every|each day|days|morning|evening|afternoon|night
      daily|everyday`,
    'days:sat,sun': 'weekends|weekend',
    monthly: `monthly|monthly
      every|each|once a? month|a
      on|the the? first|1st|15th|last of|day|each|every? the|each|every|of? month
      on the first|1st|15th
      month
      biweekly|fortnightly
      every|each other week|day
      hourly|every hour`,
    weekly: `weekly
      every|each|once a? week`,
    'kinds:policy': `only|just policy|policies|rules|law|rule|laws changes|change|news|updates|only?
      policy|policies|rules|rule|law|laws changes|change|news|updates|only only?
      changes|change|changed|changing its|their|the|to|in? policy|policies|rule|rules|law|laws|mind
      changes|change in|to the? policy|rules|law`,
    'kinds:releases': `only|just releases|release|cases
      releases|release|cases only|news
      releases only
      releases
      releases|release|frees|lets somebody|someone|anyone|anybody|people|a|go?`,
    'kinds:agreements': `only|just 287g|agreements|agreement news|changes|updates|agreements|only?
      287g|agreement news|changes|updates|only`,
    'kinds:outcomes': `only|just outcomes|outcome
      outcomes only`,
    'kinds:data': `only|just data|new data? files?
      data|new file|data|only files?`,
  },
};

export const setting: Phrases = {
  kind: 'setting',
  phrases: {
    me: `when|whenever|if i say|write|type|mean
      i|we always|usually|generally mean|want|cover
      my default state|place?
      default me
      i always mean the?
      for me`,
    channel: `our|this|the|channel's|channel default state|place|county?
      set|make|change|use|put our|the|this|my|channel's|channel? default state|place|to|for|as?
      default state|place
      default to
      in this channel
      when|whenever|if we say|write|type|mean
      assume|default`,
    off: `turn|switch|remove|clear|reset|unset|delete|drop|end off|out? the|our|my|a? default|defaults state|place|off?
      default|no off|default state?
      default state off`,
    mean: 'one|always|mean|means|meant|to|as|is',
  },
};

/** What refers to the answer before. */
export const same: Phrases = {
  kind: 'same',
  phrases: {
    same: `no|nope|nah|same|again|repeat|redo|rerun|ditto|igual|mismo
      same|exact|the thing|question|query|one|numbers|number|stats|chart|period|for|but|here|search|again for|but|in|with|of?
      same for|but|in|with
      do|run|try|show|repeat the|it|that|this|same? same|again|over|thing for|in|with|but|at?
      one|once more time? but|for?
      what|how about|bout
      y|e en|para
      and|plus|also|ok|now now|for|in|what|how about?
      now|instead|rather
      but
      switch|change|swap|make|set|use it|that|them|this? to|for|with|back? only?
      as well
      too`,
    there: `behind|under|underlying that|it|this|those
      there|it|that|this|those|these|them|its|their|they|he|aqui|alli|ahi|eso|esto
      that|this|the|same place|county|city|state|jurisdiction|one|answer|result|search|number|table|list|period|time|window|chart|line
      in|for|of|about|on|over|at there|that|it|this
      the one
      that one
      last|previous|above answer|one|result|question`,
    only: `only|just|solely|exclusively|solo
      filter|narrow|limit|restrict it|that|them|this? down? to|by|only?
      only|just|not the ones|one
      show|give me? only|just the?
      the ones|one
      filter|narrow|limit|restrict it|that|them|this down? to|by those|people|them|ones with?`,
    whole: `whole|entire|full state|thing
      the? whole|entire state|county|country|thing
      statewide
      state level|wide
      all of it`,
    country: `nationwide|nationally
      whole|entire country|nation
      the whole|entire country|us`,
    without: `without|remove|drop|lose|clear|forget|minus|delete the|that|any|all? date|dates|time|filter|filters|window|period filter|filters|window|range?
      all time|years|dates|periods
      no|ignore the? date|dates|time|filter|filters limit|filter|window?
      ever
      whole period`,
    add: `add|include|plus|also|throw|toss|put in|on|with|to? the|it|that|too?
      add in|on|to?
      and add
      can you add`,
    remove: `drop|remove|without|minus|exclude|lose|except|skip|leave out?
      take out`,
  },
};
