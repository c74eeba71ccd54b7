import { type Audited, audited } from './check.ts';

/** A rule reaches the agencies that it names, and no other. */
const theRightAgency: Audited[] = [
  ...['CMPD" on:2019-06-01', 'Raleigh Police" on:2020-06-01', 'Houston Police" on:2017-03-01'].map((police) =>
    audited(`policy "${police}`, [/no rule that is loaded binds the .* Police Department/], [/prohibited/]),
  ),
  audited('policy "Davidson County, TN"', [/may hold a person for ICE, by state law/], [/must hold/]),
  audited('policy Tennessee', [/may hold a person for ICE/], [/must hold/]),
  audited('policy "Bristol, TN"', [/must hold .* \(low confidence\)/, /Sullivan County, whose jail is shown/]),
  audited(
    'policy "Pennsylvania Department of Corrections" on:2026-03-01',
    [/may hold a person for ICE, with possible liability/],
    [/7-14/, /may not hold/],
  ),
  audited('policy "Pennsylvania State Police" on:2026-03-01', [/may not hold a person for ICE/]),
  audited('policy "Pulaski County, AR" on:2026-01-10', [
    /may hold a person for ICE, by state law, which bars local limits/,
  ]),
  audited('policy "Virginia State Police"', [/^Virginia State Police, VA/, /prohibited, for state agencies/]),
  audited('policy "Virginia Department of Corrections"', [/prohibited, for state agencies/]),
  audited('policy "Nebraska State Patrol"', [/must hold a person on an ICE detainer, for people in State Patrol/]),
  audited('policy "Wyoming Highway Patrol"', [/permitted, for officers under the task force agreement/]),
  audited(
    'policy "Massachusetts Department of Correction"',
    [/may not hold .* except with a judicial warrant/],
    [/Cook/],
  ),
  audited('policy "NYC Department of Correction"', [/the jails of New York City, NY may not hold/]),
  audited('policy "Milwaukee Police"', [
    /the Milwaukee Police Department, WI may hold .* only with a judicial warrant/,
  ]),
  audited('policy "Mesa Police"', [/^Mesa Police Department, AZ/]),
  audited('policy "Arlington County Police"', [/may not tell ICE of a release, except what the law requires/]),
  audited('policy "Fairfax County Police"', [/may not tell ICE of a release/, /not the sheriff/]),
  audited(
    'policy "Maricopa County, AZ"',
    [/287\(g\)(?: agreement:)? +none of this agency listed/, /other agencies here have 1/],
    [/1 agreement of 1 agency/],
  ),
];

/** A dispute stands on the line that is in dispute, with what the other rule says. */
const disputes: Audited[] = [
  audited('policy "Nassau County, NY" on:2025-12-01', [
    /Hold(?: on a detainer:)? +prohibited \(in dispute: permitted\)/,
    /(?:Jail access|ICE access to the jail:) +permitted, with a permanent ICE presence/,
  ]),
  audited(
    'policy "Clark County, NV" on:2026-01-01',
    [/Hold(?: on a detainer:)? +permitted \(in dispute\)/],
    [/both are shown/],
  ),
  audited('policy "Orleans Parish, LA" on:2026-05-01', [/required \(in dispute: limited\)/]),
  audited('policy "Davidson County, TN" more:all', [/287\(g\) agreement[^\n]*(?:\n[^\n]*){0,2}in dispute/]),
];

/** Nothing stands in quotation marks but what a publisher wrote. */
const quotations: Audited[] = ['R39-3', 'R37-1', 'LA-8', 'DDR18-1', 'LA24-1', 'R05-1'].map((reference) =>
  audited(`lookup ${reference}`, [/[Oo]utcome (?:of the detainer, )?as coded here: /], [/ICE says/, /ICE: "/]),
);

/** A period is answered for all of its days, and no act is in force before it was signed. */
const periods: Audited[] = [
  audited('policy "Mecklenburg County, NC" on:2024', [/until Dec 1, 2024 it may not hold .* from then it must hold/]),
  audited('policy "Mecklenburg County, NC" on:2025', [
    /until Oct 1, 2025 the rules loaded do not address/i,
    /from then it must tell/,
  ]),
  audited('policy "Frederick County, MD" on:2026-02', [/permitted.* until Feb 17, 2026; from then prohibited/]),
  audited('policy "Mecklenburg County, NC" on:2027-01-01', [/\(a day to come\)/]),
  audited('policy Arkansas on:2025-01-20', [/no rule that is loaded binds/], [/Act 654.*required/]),
  audited('policy Montana on:2021-02-01', [/may not hold a person for ICE/]),
  audited('policy Montana on:2021-04-01', [/may hold a person for ICE/]),
  audited('policy Mississippi on:2026-06-30', [], [/287\(g\)(?: agreement:)? +required/]),
  audited('policy Mississippi on:2026-07-01', [/required, by a reasonable attempt to sign by Oct 1, 2026/]),
  audited('policy Texas', [/required, for sheriffs who run or contract for a jail, by Dec 1,/]),
  audited('policy Maine', [/[Rr]ead before it took effect|took effect after|not in effect when it was read/]),
];

/** Terms say what they are terms of. */
const terms: Audited[] = [
  audited('policy Virginia', [], [/may hold a person for ICE\./]),
  audited('policy "Milwaukee County, WI"', [/may not hold .* except with a judicial warrant/], [/Text:/]),
  audited('policy "Essex County, NJ"', [/only for listed violent or serious charges/], [/See New Jersey rows/]),
  audited('policy "Harris County, TX"', [/must hold .* unless the person proves citizenship/], [/Text:/]),
];

/** A city keeps its own rules, and the desk says in which counties it lies. */
const cities: Audited[] = [
  audited('policy "Aurora, CO"', [/found in 3 counties, each with a jail of its own/]),
  audited('policy "Dallas, TX"', [/Dallas lies in 5 counties/]),
  audited('policy "City of Chicago"', [/the jail of Cook County, IL \(Chicago\) may not hold/]),
  audited('policy "City of Houston, TX"', [/the jail of Harris County, TX \(Houston\)/]),
  audited('policy "City of Aurora, CO"', [/found in 3 counties/]),
  audited('policy "Boston, MA" on:2016-01-15', [/Boston's own agencies may not hold/]),
  audited('policy "Lexington KY"', [/Fayette County, KY \(Lexington\)/]),
  audited('policy "Los Angeles"', [/Los Angeles's own agencies/], [/takes people from/]),
];

/** Published cases and figures are found by their place and time, with what came later. */
const published: Audited[] = [
  audited('releases in:"New York City" more:all', [/4 published cases/, /R01-2/]),
  audited('releases in:"Los Angeles"', [/9 published cases/]),
  audited('releases in:"Los Angeles" page:2', [/LA24-1/]),
  audited('releases in:Oregon', [/R23-1/]),
  audited('releases in:"Travis County, TX"', [/Travis TX 142/]),
  audited('releases in:"Hennepin County, MN" since:2024-10 until:2025-01', [/No published case matches/]),
  audited('releases in:"Hennepin County, MN" since:2025-05', [/R37-1/]),
  audited('releases in:"Los Angeles" since:2020-08-01 until:2020-08-05', [/perhaps outside these days/]),
  audited('releases in:California since:2018-01 until:2018-03 more:all', [
    /4 published cases/,
    /Later: arrested for murder/,
  ]),
  audited('releases by:LASD', [/^5 published cases/m]),
  audited('releases by:LAPD', [/^2 published cases/m]),
  audited('releases by:LBPD', [/^1 published case /m]),
  audited('lookup DDR18-0', [/15 individuals identified in California/]),
  audited('stats Minnesota', [/882 detainers issued/]),
  audited('stats us since:2014 until:2014', [/13,595 detainers recorded by ICE as declined/]),
  audited('stats "Los Angeles"', [/3,158/, /nearly 250/]),
  audited('stats California', [/3,158 arrests/, /2,429/]),
  audited('stats us', [/about 70 percent/]),
  audited('stats "Mecklenburg County, NC"', [/more than 12 arrests/], [/No records are loaded .* Loaded there/]),
  audited('policy Nevada on:2025-09-10 more:all', [/Nevada: on it at that date; removed Sep 26, 2025/]),
];

/** No answer for a place that was not named; what a site is for what it is. */
const places: Audited[] = [
  ...['Augusta', 'Alexandria', 'Pasadena', 'Glendale', 'Texarkana', 'Hollywood', 'Bernalillo', 'Butte'].map((name) =>
    audited(`policy ${name}`, [new RegExp(`^Which ${name}\\?`)]),
  ),
  audited('policy Butte', [/Butte, MT/]),
  audited('policy "Cook Conty"', [/Cook County, IL/, /Read as "cook county"/]),
  audited('policy "Stewart Detention Center"', [/is an ICE detention site/, /already in its custody/]),
  audited('policy "Navajo Police"', [/police of a tribal nation/]),
  audited('lookup LAX', [/An airport runs no jail/]),
  audited('lookup "FCI Dublin"', [/federal prison in Alameda County/]),
  audited('lookup "San Quentin"', [/state prison in Marin County/]),
  audited('policy "Co of Cook IL"', [/^Cook County, IL/]),
  audited('policy "Cnty of Harris, TX"', [/^Harris County, TX/]),
  audited('policy "Condado de Los Angeles"', [/^Los Angeles County, CA/]),
  audited('policy "Condado de Cook"', [/^Which Condado de Cook\?/]),
  audited('policy "Estado de Texas"', [/^Texas/]),
  audited('policy "Nueva York"', [/^New York\n/]),
  audited('policy "Nuevo México"', [/^New Mexico/]),
  audited('policy "Carolina del Norte"', [/^North Carolina/]),
];

export const asShipped: Audited[] = [
  ...theRightAgency,
  ...disputes,
  ...quotations,
  ...periods,
  ...terms,
  ...cities,
  ...published,
  ...places,
];

/** Filters count what they name; kinds of facility, redactions and a city's own agencies stand apart. */
export const withRows: Audited[] = [
  audited('stats Minnesota citizenship:Mali', [/^7 detainers/m]),
  audited('stats Minnesota citizenship:Malian', [/^7 detainers/m]),
  audited('stats Minnesota citizenship:Niger', [/^6 detainers/m]),
  audited('stats Minnesota citizenship:Oman', [/^5 detainers/m]),
  audited('stats Minnesota charge:rape', [/^7 detainers/m]),
  audited('stats Minnesota charge:assault', [/^29 detainers/m, /Sex Assault 23; Assault 6/]),
  audited('stats Minnesota charge:theft', [/Counted for charge "theft": Grape Theft 27|Grape Theft 27/]),
  audited('stats "Long Beach, CA"', [
    /^6 detainers at facilities of Long Beach/m,
    /9 more at other facilities in Los Angeles County/,
  ]),
  audited('lookup "Long Beach, CA"', [/^6 detainer records/m, /9 more at other facilities/]),
  audited('stats "Waseca County, MN"', [/all sent to federal prisons and marshals/]),
  audited('lookup "Waseca County, MN"', [/all sent to federal prisons/, /the county's policy does not govern these/]),
  audited('stats "Ramsey County, MN"', [/17 \(40.5% of all\) with no outcome recorded, 11 \(26.2%\) redacted by ICE/]),
  audited(
    'lookup "Ramsey County, MN" outcome:declined',
    [/14 of 42 detainer records/, /17 \(40.5% of all\) with no outcome/],
    [/ 0 \(0%\) with no outcome/],
  ),
  audited('lookup Minnesota outcome:declined', [
    /35 of 134 detainer records/,
    /20 sent to county jails, 15 to federal/,
  ]),
  audited('stats Minnesota by:charge', [/Sex Assault +23/]),
  audited('lookup "Waseca County, MN" on:2025-09-01', [], [/surge/]),
];
