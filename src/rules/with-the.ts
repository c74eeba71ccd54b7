/** Countries, territories and districts whose names take an article. */
const TAKES_THE =
  /^(?:united (?:states|kingdom|arab emirates)|district of columbia|netherlands|philippines|bahamas|gambia|maldives|comoros|seychelles|soviet union|ivory coast|bronx|dem(?:ocratic)? rep.*|(?:[^,]+ )?(?:republic|islands)|state-run .*)$/i;

/** An agency that is named by what it is: 'Denver Sheriff Department', 'Idaho State Police, ID'. */
const IS_OFFICE =
  /\b(?:department|police|sheriff|sheriff's office|patrol|troopers|office|bureau|division|service)(?:,? [a-z]{2}| of [a-z' ]+(?:, [a-z]{2})?)?$/i;

/** The name of a place, a country or an agency inside a sentence: 'the District of Columbia', 'the Dominican Republic', 'Ohio'. */
export const withThe = (name: string): string =>
  !/^the /i.test(name) && (TAKES_THE.test(name) || IS_OFFICE.test(name)) ? `the ${name}` : name;
