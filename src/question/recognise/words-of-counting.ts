import type { Phrases } from '../phrases.ts';

export const measure: Phrases = {
  kind: 'measure',
  phrases: {
    count: `how many|much
      number|numbers|count|counts|counted|counting|total|totals|tally|tallies|sum|amount|volume|figures|figure|stats|statistics|statistic|metrics|quantity|cuantos|cuantas|numero|numeros|total|cantidad|estadisticas
      the|a number|count|total|tally|sum|amount of
      how many|much detainers|detainer
      total number|count of?
      any idea how many
      in total|all
      numbers on|for|of|from`,
    share: `share|shares|rate|rates|percent|percentage|percentages|pct|%|fraction|proportion|portion|ratio|odds|porcentaje|tasa
      what share|rate|percent|percentage|pct|%|fraction|proportion|portion of?
      share|rate|percent|percentage|fraction|proportion of
      how often
      how frequently
      decline|refusal|rejection|honor|compliance|declined|acceptance rate|rates|share|percentage|ratio`,
    change: `changed|change|changes|changing|evolved|differ`,
    trend: `trend|trends|trending|trendline
      over time
      monthly|per month|by-month
      per|by|each month
      month by|over month
      how|has have|has|did? changed|change|evolved
      rise|rose|risen|rising|fall|fallen|falling|increase|increased|increasing|decrease|decreased|decreasing|growth|grow|grew|grown|growing|drop|dropped
      going|gone|go|went|moved|moving|trended|heading|headed up|down|higher|lower or|and? up|down|not?
      doubled|doubles|double|tripled|triples|triple|halved|quadrupled
      up or down
      drop|drops|decline|declines|increase|increases|rise|jump|fall|growth in the? number|numbers? of? ice? detainers|holds|requests
      history of detainers?
      timeline|time series`,
  },
};

const DIMENSIONS = {
  month: 'month|months|monthly|mes',
  outcome: `outcome|outcomes|result|results|disposition|dispositions|resultado|resultados
    outcome|outcomes category|categories|group|groups
    what happened
    how they ended
    category|categories|type|types of? outcome|outcomes?`,
  reason: `reason|reasons
    lift reason|reasons
    why|reason lifted`,
  facility: `facility|facilities|jail|jails|prison|prisons|institution|institutions|lockup|lockups|carcel
    county? jails|jail`,
  county: 'county|counties|condado|condados|parish|parishes',
  citizenship: `citizenship|citizenships|nationality|nationalities|country|countries|origin|origins|nacionalidad|pais|paises
    country|countries of origin|citizenship|birth
    countries of origin`,
  charge: `charge|charges|offense|offenses|offence|offences|crime|crimes|conviction|convictions|delito|delitos|cargo|cargos
    type|types of? crime|charge|offense|charges|crimes|offenses
    most serious conviction|charge|offense`,
  state: 'state|states|estado|estados',
  year: 'year|years|yearly|annually|annual|ano',
  week: 'week|weeks|weekly',
  gender: 'gender|sex|sexo|genero',
  age: `age|ages|edad
    age group|groups|range|ranges|bracket|brackets`,
  criminality: `criminality
    criminal history
    criminal record|history|status|background`,
  form: `form|forms
    form type|types`,
  program: `program|programs
    ice? program|programs`,
  kind: `kind|kinds|type|types of? facility|facilities|jail|jails?
    facility type|types|kind|kinds`,
  aor: `aor|aors
    field office|offices
    area|areas of responsibility
    ice? ero? field office|offices`,
  agency: `agency|agencies|department|departments|sheriff|sheriffs
    law enforcement agency|agencies
    police departments|department`,
  city: 'city|cities|town|towns|ciudad|ciudades',
  place: 'places|place|jurisdictions|localities|municipalities',
  race: 'race|ethnicity|religion|language',
};

const lines = (text: string): string[] => text.split('\n').map((line) => line.trim());

/** What to count by. */
export const by: Phrases = {
  kind: 'by',
  phrases: Object.fromEntries(
    Object.entries(DIMENSIONS).map(([name, words]) => [
      name,
      lines(words)
        .flatMap((line) => [
          `by|por|per|across|between the|each|every? ${line}`,
          `breakdown|broken|break|split|splits|sorted|grouped|group|divided|sliced|slice|separated|ranked|arranged it|them|that|those|this|down|up? down? by|per|into ${line}`,
          `${line} breakdown|breakdowns|split|distribution`,
          `distribution of|by|across|over the? ${line}`,
          `for|in each ${line}`,
        ])
        .join('\n'),
    ]),
  ),
};
for (const [name, text] of [
  [
    'outcome',
    'what happened|happens to|with the|those|these|all? ice? detainers|holds|requests\noutcomes\noutcomes|outcome by category|type|group|reason',
  ],
  ['month', 'monthly\nmonth by month'],
  ['county', 'county by county\ncountywide'],
  ['state', 'state by state'],
  [
    'year',
    'year by year\nyearly\nannually\nannual\none|a row|line|figure|number|total per|for|by each|calendar? calendar? year\nper|by|each calendar year\nyearly|annual totals|total|counts|figures|numbers',
  ],
  [
    'gender',
    'men|males|male and|or|vs|versus|against women|females|female\nwomen|females|female and|or|vs|versus|against men|males|male',
  ],
  [
    'criminality',
    'convictions|conviction|convicted|criminals vs|versus|or|and|against just|only? pending charges|charge|none|no\nwith|have|had|having a|any? convictions|conviction|record vs|versus|or|and|against just|only|without|with|no? pending? charges|charge|convictions|conviction|none|record',
  ],
  ['week', 'weekly\nweek by week'],
  ['facility', 'jail by jail'],
] as const)
  (by.phrases as Record<string, string>)[name] += `\n${text}`;

/** The same things as nouns: 'which counties', 'the biggest jails'. */
export const dimension: Phrases = {
  kind: 'dimension',
  phrases: Object.fromEntries(
    Object.entries(DIMENSIONS)
      .filter(([name]) => name !== 'kind')
      .map(([name, words]) => [
        name,
        lines(words)
          .flatMap((line) => [line, `which|what|list of? ${line}`])
          .join('\n'),
      ]),
  ),
};
for (const [name, text] of [
  ['county', 'any|every county'],
  ['state', 'any|every state'],
  ['city', 'any|every city'],
  ['where', 'where|whereabouts is|are|do|does|can|must|may|did|was|were'],
] as const)
  (dimension.phrases as Record<string, string>)[name] = [dimension.phrases[name], text].filter(Boolean).join('\n');

export const rank: Phrases = {
  kind: 'rank',
  phrases: {
    most: `most|highest|biggest|largest|greatest|more|top|leading|leads|lead|busiest|heaviest|common|bigger|mayor|mas|mayores
      most common|frequent|often|popular
      top 3|5|10|15|20|25|50|100|three|five|ten|fifteen|twenty|hundred
      top|biggest|largest|highest number|share|rate of
      the? most|highest|biggest|largest number|share|rate|count|numbers|total|totals|volume of?
      ranked|rank|ranking|rankings|ranks by|of|for? number|count|volume|share|rate? of?
      in order of
      3|5|10|15|20|25|50|three|five|ten|fifteen|twenty biggest|largest|highest|top|busiest
      3|5|10|15|20|25|50|three|five|ten|fifteen|twenty
      number one
      record high
      peak|peaked|maximum|max
      who has the? most`,
    least: `least|fewest|lowest|smallest|bottom|fewer|minimum|min|rarest|slowest|quietest|lightest
      bottom 3|5|10|20|three|five|ten
      the? least|fewest|lowest number|share|rate of?`,
  },
};

export const compare: Phrases = {
  kind: 'compare',
  phrases: {
    compare: `compare|compares|comparing|compared|comparison|comparisons|contrast|compara|comparar|comparacion
      comparison of|between
      compare|compares|compared|contrast with|to|against|between
      vs|versus|against|v
      side by side|sidebyside
      next to each other
      higher|lower|greater|larger|bigger|smaller|better|worse|fewer|less than|in?
      more|fewer|less declined? detainers|detainer|holds|requests|declines|refusals than
      stack|stacks|stacked|measure|measures|line|lines up against|to|with|beside?
      which|who|where|what has|had|have|saw|sees|got|gets|is|was|recorded the? more|most|fewer|fewest|higher|highest|lower|lowest|bigger|biggest|larger|largest|less|least number|numbers|count|total|share|rate? of?
      differ|differs|difference|differences|different
      difference between|in
      how does|do
      relative to
      put together`,
    rest: `the? rest of the? country|state|nation|us|u|america?
      rest of the? country|state|nation|us?
      everywhere|everyone|everybody|anywhere else
      other counties|states|cities|places|jurisdictions
      elsewhere
      national average|total
      neighbors|neighbours|neighboring states|counties?`,
    year: `the|a year before|earlier
      a year ago
      the? same period|time|days|months|weeks of? last|a|the|previous|prior year ago|before|earlier?
      than|with|to|against|from|vs|versus last|previous|prior year
      compared|relative with|to|against the? last|previous|prior year
      year over year
      prior year
      last year's? numbers|count|total|level?
      from|than|with|to|against the|a year before|earlier`,
  },
};
