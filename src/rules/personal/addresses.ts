const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)';
const ORDINAL = '(?:st|nd|rd|th)?';
/** A full date in any usual writing. */
const FULL_DATE = [
  String.raw`\d{1,4}\s?[-\/.]\s?\d{1,2}\s?[-\/.]\s?\d{1,4}`,
  String.raw`\d{1,2}${ORDINAL}[\s.,\/-]{0,2}(?:de\s|of\s)?${MONTH}\p{L}{0,7}[\s.,\/-]{0,2}(?:de\s)?['’]?\d{2,4}`,
  String.raw`${MONTH}\p{L}{0,7}[\s.,\/-]{0,2}\d{1,2}${ORDINAL}[\s.,\/-]{1,3}['’]?\d{2,4}`,
].join('|');
const DIGITS_DATE = String.raw`\d{8}|\d{6}|\d{1,2}\s\d{1,2}\s\d{2,4}`;
const START = String.raw`(?<![\p{L}\d])`;

const BIRTH = [
  String.raw`${START}(?:d\.?\s?o\.?\s?b\.?|date\sof\sbirth|birth[\s-]?da(?:te|y)|b-?day|fecha\sde\snac(?:imiento)?|f\.?\s?nac\.?)(?:\sis)?[\s.:#=,(-]{0,5}(?:${FULL_DATE}|${DIGITS_DATE}|\d{4})(?!\d)`,
  String.raw`${START}(?:born(?:\son|\sin)?|b\.|nacid[oa](?:\sel)?|nac\.)[\s.:#=,(-]{1,5}(?:${FULL_DATE}|\d{8})(?!\d)`,
  // "Male, 01/02/1990", "34 yo (3 Jan 1990)"
  String.raw`${START}(?:male|female|hombre|mujer|[hwba]\/?[mf]|m|f|aged?\s\d{1,2}|\d{1,2}[\s-]?(?:yo|y\/o|yoa|yrs?|years?)(?:[\s-]old)?)[\s,;\/(|]{1,4}(?:${FULL_DATE})(?!\d)`,
];

/** Words that stand before "court" or "drive" where no street is meant. */
const NO_STREET =
  'the|a|an|of|in|at|on|by|and|or|for|to|with|from|is|was|are|were|per|under|any|all|no|not|who|that|this|usc|cfr|supreme|superior|district|circuit|county|state|federal|municipal|appeals?|appellate|immigration|family|juvenile|criminal|civil|high|trial|people|persons?|detainers?|declined|detainees?|inmates?|jails?|days?|hours?|months?|years?|percent|counties|states|cities|agencies|agreements?|arrests?|records?|rows?|block|pending|convicted|times?';
const DIRECTION = String.raw`(?:(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\.?\s{1,2})?`;
const WORD = String.raw`(?!(?:${NO_STREET})(?![\p{L}]))[\p{L}\d'’.-]{1,24}`;
const SUFFIX =
  '(?:street|str|st|avenue|aven|ave|boulevard|blvd|road|rd|drive|dr|lane|ln|court|ct|place|pl|circle|cir|way|terrace|ter|parkway|pkwy|trail|trl|loop|alley|turnpike|tpke|pike)';
const HOUSE = String.raw`(?<![\p{L}\d$#\/.,:-])\d{1,6}(?:-\d{1,4})?[a-d]?(?:\s1\/2)?`;
const UNIT = String.raw`(?:[\s,.]{1,3}(?:(?:apt|apartment|unit|ste|suite|lot|space|spc|trlr|trailer|bldg|rm|room|floor|piso|depto)[\s.#]{1,3}[\p{L}\d-]{1,6}|#\s?[\p{L}\d-]{1,6})){0,2}`;
const TOWN = String.raw`(?:[\s,.]{1,3}(?:[\p{L}.'’-]{2,20}[\s,]{1,2}){1,3}(?:[A-Z]{2}|[\p{L}]{4,13})[\s,]{1,2}\d{5}(?:-\d{4})?|[\s,]{1,3}(?:[\p{L}.'’-]{2,20}\s?){1,3},\s?[A-Z]{2}(?![\p{L}])|,\s?(?:[\p{L}.'’-]{2,20}\s){1,3}[A-Z]{2}(?![\p{L}]))?`;

const STREET = [
  String.raw`${HOUSE}\s{1,2}${DIRECTION}(?:${WORD}\s{1,2}){1,4}?${SUFFIX}(?![\p{L}\d])\.?(?:\s(?:n|s|e|w|ne|nw|se|sw)(?![\p{L}]))?${UNIT}${TOWN}`,
  // Also the block of a street
  String.raw`(?<![\p{L}\d])\d{1,6}\sblock\s(?:of\s)?${DIRECTION}(?:${WORD}\s{1,2}){1,4}?${SUFFIX}(?![\p{L}])`,
  String.raw`${HOUSE}\s{1,2}${DIRECTION}(?:hwy|highway|us\shwy|us-|route|rte|state\sro(?:ad|ute)|county\sro(?:ad|ute)|co\.?\srd|farm\sroad|fm)\s?-?\d{1,4}(?!\d)${UNIT}${TOWN}`,
  // Letters after the number of a street: "450 Avenue B", "77 Calle Hidalgo"
  String.raw`${HOUSE}\s{1,2}(?:avenue|ave|calle|avenida|camino|paseo|rue)\s[\p{L}\d'’.-]{1,20}(?:\s[\p{L}'’.-]{3,20}){0,2}${UNIT}${TOWN}`,
  String.raw`(?<![\p{L}])(?:calle|avenida|carretera|callej[oó]n)\s(?:[\p{L}\d'’.-]{1,20}\s){1,4}(?:#|no\.?|n[uú]m\.?)?\s?\d{1,5}(?!\d)${UNIT}`,
  String.raw`(?<![\p{L}])p\.?\s?o\.?\s?box\s#?\d{1,7}${TOWN}`,
  String.raw`(?<![\p{L}])(?:apt|apartment|trailer|trlr)\.?\s?#?\s?\d{1,5}[a-z]?(?![\p{L}\d])`,
  String.raw`(?<![\p{L}])(?:rr|rural\sroute)\s?\d{1,3},?\sbox\s\d{1,5}`,
  String.raw`(?<![\p{L}])(?:(?:home|street|mailing|residential|current|last\sknown)\s)?(?:address|addr|domicilio|direcci[oó]n)\s?(?:is\s)?[:=]\s{0,3}(?=[^;|]{0,40}\d)(?!https?:)[^;|]{3,120}`,
  String.raw`(?<![\p{L}])(?:resid(?:es|ed|ing)|lives|lived|living|home|domiciliad[oa])\s(?:at|en)\s(?=[^;|]{0,30}\d)[^;|]{3,100}`,
];

export const PLACE_PATTERNS: readonly string[] = [...BIRTH, ...STREET];
