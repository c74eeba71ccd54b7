/** A command line, and English that means it. */
interface Said {
  line: string;
  words: string;
}

const PLACES: readonly [string, string][] = [
  ['Texas', 'Texas'],
  ['"North Carolina"', 'North Carolina'],
  ['Minnesota', 'minnesota'],
  ['Georgia', 'GA'],
  ['"Cook County, IL"', 'Cook County, Illinois'],
  ['"Harris County, TX"', 'harris county tx'],
  ['"Denver, CO"', 'Denver'],
  ['"Miami-Dade County, FL"', 'miami dade'],
  ['"Prince George\'s County, MD"', "prince george's county maryland"],
  ['"Dane County, WI"', 'Dane County, WI'],
  ['"Hennepin County, MN"', 'hennepin'],
  ['"New York City, NY"', 'nyc'],
  ['us', 'the US'],
];
const WINDOWS: readonly [string, string][] = [
  ['', ''],
  [' since:2025-01-01 until:2025-12-31', ' in 2025'],
  [' since:2025-01-01 until:2025-12-31', ' last year'],
  [' since:2026-01-01', ' this year'],
  [' since:2023-10-01 until:2024-09-30', ' in fiscal year 2024'],
  [' since:2024-03-01 until:2024-03-31', ' in March 2024'],
  [' since:2025-02-01 until:2025-06-30', ' between February and June 2025'],
  [' since:2025-07-01', ' after June 2025'],
  [' since:2026-08-30', ' over the past 90 days'],
  [' until:2019-12-31', ' before 2020'],
  [' since:2025-01-20', ' since the inauguration'],
  [' since:2025-07-01 until:2025-09-30', ' in q3 2025'],
  [' since:2025-08-01 until:2025-08-01', ' on 8/1/25'],
];
const KINDS: readonly [string, string][] = [
  ['', 'detainers'],
  [' outcome:declined', 'declined detainers'],
  [' citizenship:Honduras', 'Hondurans with detainers'],
  [' citizenship:Mexico', 'detainers on Mexicans'],
  [' outcome:lifted', 'detainers lifted by ICE'],
  [' outcome:none', 'detainers without an outcome'],
  [' charge:robbery', 'robbery detainers'],
  [' charge:homicide', 'detainers for murder'],
];
const BY: readonly [string, string][] = [
  [' by:outcome', ' by outcome'],
  [' by:facility', ' by facility'],
  [' by:citizenship', ' by nationality'],
  [' by:charge', ' by charge'],
  ['', ' by month'],
];
const DATES: readonly [string, string][] = [
  ['', ''],
  [' on:2019-03', ' in March 2019'],
  [' on:2015', ' in 2015'],
  [' on:2018-11-13', ' on November 13, 2018'],
  [' on:2017-12-31', ' the day before January 1, 2018'],
];
const ASKED = ['', 'hey, ', 'can you tell me ', 'quick question: ', 'please ', 'i need to know '];
const END = ['', '?', ' please', ' thanks', ', on deadline'];

/** Command lines with English forms, made from numbers between 0 and 1. */
export function createVerbaliser(random: () => number): () => Said {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const local = () => pick(PLACES.filter(([line]) => line !== 'us'));
  const forms: readonly (() => Said)[] = [
    () => {
      const [[place, where], [on, when]] = [local(), pick(DATES)];
      const past = on === '' ? ['does', 'honor'] : ['did', 'honor'];
      return pick([
        { line: `policy ${place}${on}`, words: `what was the detainer policy in ${where}${when}` },
        { line: `policy ${place}${on}`, words: `${past[0]} ${where} ${past[1]} detainers${when}` },
        { line: `policy ${place}${on}`, words: `rules on ICE holds in ${where}${when}` },
        { line: `policy ${place}`, words: `is ${where} a sanctuary` },
        { line: `policy ${place}`, words: `will the jail in ${where} hold people for ICE` },
      ]);
    },
    () => {
      const [[place, where], [window, when], [kind, what], [by, grouped]] = [
        pick(PLACES),
        pick(WINDOWS),
        pick(KINDS),
        pick(BY),
      ];
      return pick([
        { line: `stats ${place}${kind}${window}`, words: `how many ${what} in ${where}${when}` },
        { line: `stats ${place}${kind}${window}${by}`, words: `${what} in ${where}${when}${grouped}` },
        { line: `stats ${place}${kind}${window}`, words: `number of ${what} in ${where}${when}` },
        { line: `chart stats ${place}${kind}${window}`, words: `chart of ${what} in ${where}${when}` },
      ]);
    },
    () => {
      const [[place, where], [window, when], [kind, what]] = [local(), pick(WINDOWS), pick(KINDS)];
      return pick([
        { line: `lookup ${place}${kind}${window}`, words: `list ${what} in ${where}${when}` },
        { line: `export lookup ${place}${kind}${window}`, words: `csv of ${what} in ${where}${when}` },
      ]);
    },
    () => {
      const [[place, where], [window, when]] = [local(), pick(WINDOWS)];
      return pick([
        { line: `releases in:${place}${window}`, words: `published cases in ${where}${when}` },
        { line: `releases in:${place}${window}`, words: `people released despite detainers in ${where}${when}` },
      ]);
    },
    () => {
      const [[one, here], [two, there], [window, when]] = [local(), local(), pick(WINDOWS)];
      if (one === two) return { line: `policy ${one}`, words: `policy of ${here}` };
      return pick([
        { line: `compare ${one} with ${two}${window}`, words: `compare ${here} and ${there}${when}` },
        { line: `compare ${one} with ${two}${window}`, words: `${here} vs ${there}${when}` },
      ]);
    },
    () => {
      const [place, where] = local();
      return pick([
        { line: `watch ${place}`, words: `let me know when something changes in ${where}` },
        { line: `watch ${place} kinds:policy`, words: `alert us whenever ${where} changes its policy` },
        {
          line: `digest on at:08:00 tz:America/New_York in:${place}`,
          words: `daily digest at 8am eastern for ${where}`,
        },
        { line: `unwatch ${place}`, words: `stop watching ${where}` },
      ]);
    },
  ];
  return () => {
    const { line, words } = pick(forms)();
    return { line, words: `${pick(ASKED)}${words}${pick(END)}` };
  };
}
