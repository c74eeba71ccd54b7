/*
 * Patterns of numbers and addresses of persons, as text so that they are put together when the desk starts. Every
 * repetition has an end, and a text is read in pieces (find.ts), so none of them runs away.
 */
const GAP = String.raw`[\s.\/-]{0,2}`;
const NUMBER_WORD = String.raw`(?:(?:no|nos|nr|num|number|nbr|id|ident|card|file|reg(?:istration)?|code|receipt|[#№])(?![\p{L}])[\s.:#=-]{0,3})`;
const START = String.raw`(?<![\p{L}\d])`;
/** Not inside a longer number, an address of the web or a reference. */
const ALONE = String.raw`(?<![\p{L}\d_,$\/%+-]|\d\.)`;
const END = String.raw`(?![\p{L}\d_%]|[.,-]\d)`;

const ALIEN = [
  // "Alien number: 123 456 789", "USCIS # 087654321", "A-file no. 12345678"
  String.raw`${START}(?:alien'?s?|a|anum|afn|uscis|a-?file|aliens?['’]s)[\s.:#=-]{0,3}${NUMBER_WORD}{1,3}(?:A[\s.:#-]{0,3})?\d(?:${GAP}\d){5,9}(?!\d)`,
  String.raw`${START}(?:alien|afn|uscis|anum|a-?file)[\s.:#=-]{1,4}(?:A[\s.:#-]{0,3})?\d(?:${GAP}\d){5,9}(?!\d)`,
  // "A123456789", "A 12 345 678", "a#: 123-456-789"
  String.raw`${START}A[\s.:#=№_(-]{0,4}(?:\d{7,9}|\d{2,3}[\s.-]\d{3}[\s.-]\d{2,3}|\d{3}[\s.-]\d{5,6}|\d{1,2}[\s.-]\d{7,8})(?![\p{L}\d]|-\d)`,
  // Nine digits by themselves
  String.raw`${ALONE}(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3})${END}`,
];

const SOCIAL = [
  String.raw`${ALONE}\d{3}([ .–-])\d{2}\1\d{4}${END}`,
  String.raw`${START}(?:ssn|itin|ss(?=\s?[#№]|\s(?:no|num))|soc(?:ial)?\.?[\s-]sec(?:urity)?\.?|seguro\ssocial)[\s.:#=-]{0,4}${NUMBER_WORD}{0,2}(?:is\s)?[\dx*][\dx* .-]{2,12}`,
];

const EXTENSION = String.raw`(?:[\s,]{0,2}(?:x|ext\.?|extension)[\s.]{0,2}\d{1,6})?`;
const PHONE = [
  String.raw`(?:\+?1[\s.-]{0,2})?[([]\s?[2-9]\d{2}\s?[)\]][\s.\/–-]{0,3}[2-9]\d{2}[\s.–-]{0,3}\d{4}(?!\d)${EXTENSION}`,
  String.raw`(?<![\p{L}\d_,$\/%-]|\d\.)(?:\+?1[\s.-]{0,2})?[2-9]\d{2}[\s.\/–-]{0,3}[2-9]\d{2}[\s.–-]{0,3}\d{4}${END}${EXTENSION}`,
  String.raw`\+\d{1,3}[\s.()-]{0,3}\d(?:[\s.()-]{0,2}\d){6,12}(?!\d)`,
  String.raw`${ALONE}(?:00|011)[\s.-]?\d{2,3}[\s.-]\d(?:[\s.-]?\d){7,10}${END}`,
  String.raw`${START}(?:tel(?:efono|éfono|ephone)?|phone|ph|cell|mobile|cel(?:ular)?|fax|call(?:ed)?|whatsapp|pager)[\s.:#=-]{0,4}(?:(?:no|number|num|phone|at|him|her|is)[\s.:#]{1,3}){0,2}(?!\d{4}-\d{2})[(+]?\d[\d\s.()\/-]{5,18}\d(?!\d)${EXTENSION}`,
];

const MAIL_NAME = String.raw`(?<![\p{L}\d.+'-])[\p{L}\d_.+'-]+`;
const MAIL = [
  // Also percent-encoded once or twice, as in links of mail programs
  String.raw`${MAIL_NAME}(?:@|%40|%2540|\s?[\[({]\s?at\s?[\])}]\s?)[\p{L}\d-]{1,63}(?:(?:\.|%2E|\s?[\[({]\s?dot\s?[\])}]\s?)[\p{L}\d-]{2,63}){1,5}`,
  String.raw`${MAIL_NAME}(?:\sat\s[\p{L}\d-]{2,40}\sdot\s|\s@\s[\p{L}\d-]{2,40}\s?\.\s?)(?:com|org|net|gov|edu|mx|us)(?![\p{L}])`,
];

const IDS = String.raw`fbi|sid|state\sid|cii|pfn|spn|mni|fins?|eid|jid|cdcr|tdcj|doc|booking|bkg|inmate|prisoner|detainee|subject|offender|arrestee|jacket|passport|pasaporte|visa|matr[ií]cula|curp|dl|oln|driver'?s?\slicen[cs]e|licen[cs]e|green\scard|i-94|ead|event`;
const LABELLED = [
  // "FBI no. 123456AB7", "booking # 2024-0012345", "inmate id: 88123"
  String.raw`${START}(?:${IDS})['’]?s?[\s.-]{0,2}(?:${NUMBER_WORD}|[:#=№]\s{0,2}){1,3}[\p{L}]{0,5}[\s-]?\d[\p{L}\d-]{2,20}`,
  String.raw`${START}(?:fbi|sid|cii|booking|inmate|prisoner|passport|pasaporte|visa|matr[ií]cula|curp|driver'?s?\slicen[cs]e)\s[\p{L}]{0,3}\d{5,12}[\p{L}]{0,3}\d{0,2}(?![\p{L}\d])`,
];

export const NUMBER_PATTERNS: readonly string[] = [...ALIEN, ...SOCIAL, ...PHONE, ...MAIL, ...LABELLED];
