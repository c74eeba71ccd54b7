import { type Audited, audited } from './check.ts';

/** Rules at days and in periods: data/policies.csv. */
const rulesInTime: Audited[] = [
  audited('policy "Marion County, IN" on:2019-01-15', [/may not hold a person/, /Lopez-Aguilar.*until May 9, 2019/s]),
  audited('policy "Shelby County, TN" on:2025-11', [/until Nov 4, 2025 it may not hold/, /from then it may hold/]),
  audited('policy "Milwaukee County, WI" on:2018-12-01', [/may not hold/, /must tell ICE of a release/]),
  audited(
    'policy "Wayne County, MI" on:2025-03-01',
    [/Hold(?: on a detainer:)? +not known/],
    [/no rule that is loaded/],
  ),
  audited('policy "Charleston County, SC" on:2025-02-10', [
    /Hold(?: on a detainer:)? +not addressed/,
    /(?:Information|Share information:) +required/,
  ]),
  audited('policy "Clarke County, GA" on:2018', [/until Apr 13, 2018 it may hold/, /from then it may not hold/]),
  audited('policy "Rhode Island" on:2014-08', [
    /until Aug 14, 2014 they may not hold/,
    /from then they may hold .* only with/s,
  ]),
  audited('policy Montana on:2021-03', [/until Mar 31, 2021 they may not hold/, /from then they may hold/]),
  audited('policy "Frederick County, MD" on:2026-02', [
    /287\(g\) agreement: permitted.*until Feb 17, 2026; from then prohibited/s,
  ]),
  audited('policy "Barnstable County, MA" on:2022-06-01', [
    /may not hold/,
    /1 agreement of 1 agency \(Jail Enforcement Model\)/,
  ]),
  audited('policy "Polk County, IA" on:2018-06-30', [/may not hold/, /may tell ICE of a release/]),
  audited('policy Maine on:2026-06-30', [/no rule that is loaded binds/], [/LD 1971, since/]),
  audited('policy "Cobb County, GA" on:2022-02-02', [
    /may hold a person for ICE/,
    /287\(g\)(?: agreement:)? +prohibited/,
  ]),
  audited('policy "Oklahoma County, OK" on:2020', [
    /until Jul 1, 2020 it may not hold/,
    /until Sep 3, 2020 the rules loaded do not address/,
    /until Oct 5, 2020 it may hold/,
    /from then it must hold/,
  ]),
  audited(
    'policy "Bucks County, PA"',
    [/may hold a person for ICE, with possible liability/],
    [/287\(g\)(?: agreement:)? +prohibited/],
  ),
];

/** Agencies and disputes: the columns `agencies` and `contested`. */
const agenciesAndDisputes: Audited[] = [
  audited('policy "Arlington County Police, VA"', [/may not tell ICE of a release/, /do not address holding/]),
  audited('policy "Nassau County Police, NY"', [/may not hold/, /287\(g\)(?: agreement:)? +permitted.*in dispute/]),
  audited('policy "Idaho State Police"', [/the Idaho State Police must hold/, /287\(g\)(?: agreement:)? +permitted/]),
  audited('policy "Indiana Department of Correction"', [/must hold/, /287\(g\)(?: agreement:)? +permitted/]),
  audited('policy "Missouri State Highway Patrol"', [
    /287\(g\)(?: agreement:)? +required/,
    /(?:Information|Share information:) +required/,
  ]),
  audited(
    'policy "Milwaukee Police" on:2020-05-05',
    [/Hold(?: on a detainer:)? +limited/, /SOP 130/],
    [/Sheriff policy/],
  ),
  audited(
    'policy "Georgia State Patrol"',
    [/must hold/, /287\(g\)(?: agreement:)? +permitted/],
    [/287\(g\)(?: agreement:)? +required/],
  ),
  audited('policy "New Orleans Police"', [/must hold a person/, /287\(g\)(?: agreement:)? +prohibited/]),
  audited('policy "Camden, DE" on:2025-04-30', [/Camden has other rules for its own agencies: 287\(g\) agreement/]),
  audited('policy "San Diego County, CA"', [
    /Hold(?: on a detainer:)? +prohibited +\[/,
    /Tell ICE(?: of a release:)? +prohibited \(in dispute: limited\)/,
    /(?:Jail access|ICE access to the jail:) +prohibited.*\(in dispute: other/,
  ]),
  audited('policy "Monroe County, IN"', [/Hold(?: on a detainer:)? +required \(in dispute: prohibited/]),
  audited('policy "Teller County, CO"', [
    /287\(g\)(?: agreement:)? +.*forbids?.*\(in dispute/s,
    /Hold(?: on a detainer:)? +prohibited/,
  ]),
  audited('policy "Newark Police, NJ"', [
    /Hold on a detainer:? .*in dispute/,
    /ICE access .*in dispute/,
    /287\(g\)(?: agreement:)? +prohibited/,
  ]),
];

/** The Justice Department's list: data/lists.csv. */
const lists: Audited[] = [
  audited('policy "Rochester, NY" on:2025-09-01 more:all', [/Rochester: on it/, /New York: on it/]),
  audited('policy "Louisville, KY" more:all', [/Louisville: not on it/, /Kentucky: not on it/]),
  audited('policy "Berkeley, CA" more:all', [/Berkeley: on it/, /California: on it/]),
  audited('policy "East Lansing, MI" more:all', [/East Lansing: on it/], [/Michigan: on it/]),
];

/** Filters and counts: the rows of `rows.ts`. */
const counts: Audited[] = [
  audited('stats "Franklin County, OH" citizenship:Guinea', [/\b14 detainers (?:in|at) [^:]*,/]),
  audited('stats Ohio citizenship:guinean', [
    /\b14 detainers (?:in|at) [^:]*,/,
    /Counted for citizenship "guinean": Guinea 14\./,
  ]),
  audited('stats Ohio citizenship:sudanese', [/\b8 detainers (?:in|at) [^:]*,/, /: Sudan 8\./]),
  audited('stats Ohio charge:robbery', [/\b14 detainers (?:in|at) [^:]*,/]),
  audited('stats Ohio charge:weapons', [
    /\b15 detainers (?:in|at) [^:]*,/,
    /Carrying Concealed Weapon 9; Weapon Offense 6/,
  ]),
  audited(
    'stats Ohio charge:arson',
    [/No charge in the loaded records is written "arson"/],
    [/No detainer records are loaded/],
  ),
  audited('how many detainers in Missouri for drunk driving', [
    /\b7 detainers (?:in|at) [^:]*,/,
    /Driving Under Influence Liquor 7/,
  ]),
  audited('stats Missouri citizenship:Niger', [/\b11 detainers (?:in|at) [^:]*,/]),
  audited('stats Kentucky citizenship:dominican', [/\b10 detainers (?:in|at) [^:]*,/, /: Dominican Republic 10\./]),
  audited('stats "Columbus, OH"', [
    /Detainers in Franklin County, OH/,
    /\b42 detainers (?:in|at) [^:]*,/,
    /13 of the detainers were sent to facilities that the city of Columbus runs/,
  ]),
  audited('stats "City of Columbus, OH"', [/\b13 detainers (?:in|at) [^:]*,/, /Not counted here: 29 more/]),
  audited('stats "Kansas City, MO"', [
    /\b7 detainers (?:in|at) [^:]*,/,
    /Not counted here: 27 more .* and 1 more county, all sent to county jails/s,
  ]),
  audited('stats "Columbiana County, OH"', [
    /\b20 detainers (?:in|at) [^:]*,.*all sent to federal prisons and marshals/s,
  ]),
  audited(
    'stats "Louisville, KY"',
    [/\b25 detainers (?:in|at) [^:]*,.*all sent to county jails/s],
    [/kind not known/, /\b0 of the detainers/],
  ),
  audited(
    'stats "New Orleans, LA"',
    [/\b13 detainers (?:in|at) [^:]*,/, /all facilities of Orleans Parish/],
    [/of the county/],
  ),
  audited('stats "Hamilton County, OH" by:outcome', [
    /\b22 detainers (?:in|at) [^:]*,/,
    /12 +100%/,
    /redacted by ICE +10 /i,
  ]),
  audited('stats Ohio by:month since:2025-04 until:2025-06', [
    /\b48 detainers (?:in|at) [^:]*,/,
    /June 2025 +25 /,
    /May 2025 +14 /,
    /April 2025 +9 /,
  ]),
  audited('top facilities in:Ohio', [
    /FRANKLIN COUNTY JAIL, Columbus, OH +29/,
    /HAMILTON COUNTY JAIL, Cincinnati, OH +22/,
    /COLUMBUS POLICE DEPT, Columbus, OH +13/,
  ]),
  audited('lookup "Louisiana State Penitentiary"', [/6 detainer records for [^:]*: all sent to state prisons/]),
];

/** Published figures and cases: data/published-figures.csv, data/releases.csv. */
const published: Audited[] = [
  audited('stats "Mecklenburg County, NC"', [/more than 12 arrests/]),
  audited('stats us since:2012 until:2013', [/2,378/, /\b942\b/, /loaded for the United States/]),
  audited('stats California since:FY2023', [/3,158/, /2,429/, /not the city or county/]),
  audited('stats Minnesota since:2026-01 until:2026-02', [
    /\b882\b/,
    /\b292\b/,
    /\b152\b/,
    /\b310\b/,
    /Dec 1, 2025 to Mar 10, 2026/,
  ]),
  audited('releases in:Maryland since:2019-11 until:2019-11', [/1 published case/, /R15-1/, /charged Nov 5, 2019/]),
  audited('releases in:"Montgomery County, MD" since:2024-01 until:2024-12', [
    /No published case/,
    /honored: 1 listed case \(R19-1/,
    /1 row without a release date is left out/,
  ]),
  audited('releases in:Bronx', [
    /The Bronx is a borough of New York City/,
    /4 published cases/,
    /R05-1/,
    /R01-2/,
    /not say declined: 1 listed case \(R43-2/,
  ]),
  audited('releases in:"San Diego County, CA" since:2019-12-21 until:2019-12-21', [
    /1 published case .* on Dec 21, 2019/s,
    /R27-1/,
  ]),
  audited('releases in:"Hennepin County, MN" since:2025-05-13 until:2025-05-13', [
    /Aug 6, 2024; May 13, 2025/,
    /R37-1/,
  ]),
  audited('releases in:Philadelphia', [/No published case/, /not say declined: 5 listed cases/]),
  audited('releases in:Oregon', [/R23-1/, /RETRACTED/]),
  audited('releases by:"Denver Sheriff"', [/4 published cases/, /date not given/]),
];

/** Places of other kinds than those of the findings. */
const places: Audited[] = [
  audited('policy "Muckleshoot Tribal Police"', [/police of a tribal nation/, /makes its own rules/]),
  audited('policy "Nashville, TN"', [/Davidson County, TN \(Nashville\)/]),
  audited('policy "Athens, GA"', [/Clarke County, GA \(Athens\)/]),
  audited('policy "Columbus, Ohoi"', [/Read as Columbus, OH\./, /Franklin County, OH \(Columbus\)/]),
  audited('policy "Reno, Nevda"', [/Read as Reno, NV\./, /Washoe County/]),
  audited('policy Angola', [/may mean 3 places/, /Louisiana State Penitentiary/]),
  audited('policy "Lexington, KY"', [/Fayette County, KY \(Lexington\)/]),
  audited('policy "Kansas City, MO"', [/lies in 4 counties/]),
  audited('policy "Mobile County Sheriff"', [/the Mobile County Sheriff, AL may hold/, /must tell ICE of a release/]),
  audited('policy "FCI Elkton"', [/federal prison/, /Columbiana County/]),
];

/** Others of the kinds that the audit found wrong. */
const ofTheirKind: Audited[] = [
  audited('policy "Davidson County, TN" on:2021-03-01', [
    /permitted.*\(in dispute as of May 5, 2026, start not known\)/,
    /since when is not recorded/,
  ]),
  audited('policy "Teller County, CO" on:2021-01-01', [/In dispute as of May 18, 2026; since when is not recorded/]),
  audited('policy "Brown County, WI" on:2022-01-01', [/may hold a person for ICE \(in dispute as of/]),
  audited('policy "Nassau County, NY" on:2025-12-01', [/in dispute: another rule says permitted/]),
  audited('policy "Clark County, NV" on:2026-01-01', [/Hold(?: on a detainer:)? +permitted \(in dispute\)/]),
  audited('policy "Georgia Department of Corrections"', [/must hold/], [/287\(g\)(?: agreement:)? +required/]),
  audited('policy "Atlanta Police, GA"', [/must hold/], [/287\(g\)(?: agreement:)? +required/]),
  audited('policy "Cobb County Sheriff, GA"', [/287\(g\)(?: agreement:)? +required, by seeking an agreement/]),
  audited('releases in:"Travis County, TX"', [
    /206 declined \(Travis TX 142/,
    /Travis TX 10/,
    /week Jan 28, 2017 to Feb 3, 2017/,
  ]),
  audited('releases in:"Franklin County, PA"', [/Franklin \(IA, NY, PA\)/]),
  audited('releases in:"Franklin County, OH"', [/No published case/], [/Franklin \(IA/]),
  audited('releases in:"Nassau County, NY"', [/Nassau NY \(38\) withdrawn/]),
  audited('policy "Staten Island"', [/Staten Island is a borough of New York City/]),
  audited('policy Queens', [/Queens is a borough of New York City/]),
  audited('policy Chcago', [/Read as Chicago, IL\./]),
  audited('policy "Milwakee, WI"', [/Read as Milwaukee, WI\./]),
  audited('policy "Owensboro, KY"', [/Daviess County, KY \(Owensboro\)/]),
  audited('policy "North Carolina State Highway Patrol"', [/the North Carolina State Highway Patrol/]),
  audited('policy "Ohio State Highway Patrol"', [/the Ohio State Highway Patrol/]),
  audited('policy "Mountain View, CA"', [/found in 2 counties/, /Santa Clara County, CA/, /Contra Costa County, CA/]),
  audited('policy "Brentwood, CA"', [/found in 2 counties/, /Los Angeles County, CA/]),
  audited('policy "Miami Gardens, FL"', [/found in 2 counties/, /Miami-Dade County, FL/]),
  audited(
    'releases charge:murder',
    [/2 published cases/, /LA-5/, /without negligent manslaughter, vehicular/],
    [/R37-1/, /R21-2/],
  ),
  audited('releases charge:"vehicular homicide"', [/R37-1/, /R21-2/]),
  audited('releases charge:homicide', [/4 published cases/]),
  audited('releases citizenship:"Dominican Republic"', [/citizen of the Dominican Republic/]),
  audited('policy DC', [/run a jail in the District of Columbia/, /no counties/], [/Counties and cities may/]),
  audited('policy Washington', [/District of Columbia; Washington \(state\)/], [/District of Columbia \(state\)/]),
  audited('policy "Hartford, CT"', [/the state's jails for Hartford, CT/]),
  audited('policy "New York City"', [
    /the jails of New York City, NY may not hold/,
    /its own agencies: share information, 287\(g\)/,
  ]),
  audited('policy "Mecklenburg County, NC" on:2199-12-31', [/a day to come/], [/20\d\d months/]),
  audited('policy ICE', [/no county or state detainer policy governs it/], [/not a jurisdiction/]),
  audited('releases in:"Long Beach, CA"', [/1 of these names an agency of Long Beach itself/]),
  audited('releases in:"Boston, MA"', [], [/of these name/]),
  audited('stats Missouri charge:dui', [/the 7 recorded outcomes are others/]),
];

export const lines: Audited[] = [...rulesInTime, ...agenciesAndDisputes, ...lists, ...counts, ...published, ...places];

export const others: Audited[] = ofTheirKind;
