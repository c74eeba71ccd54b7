/** A line, what its answer must say, and what it must not. Written from the raw data before the line was run. */
export interface Audited {
  line: string;
  says: RegExp[];
  never?: RegExp[];
}

const audited = (line: string, says: RegExp[], never: RegExp[] = []): Audited => ({ line, says, never });

/** Rules at days and in periods: data/policies.csv. */
const rulesInTime: Audited[] = [
  audited('policy "Marion County, IN" on:2019-01-15', [/may not hold a person/, /Lopez-Aguilar.*until May 9, 2019/s]),
  audited('policy "Shelby County, TN" on:2025-11', [/until Nov 4, 2025 it may not hold/, /from then it may hold/]),
  audited('policy "Milwaukee County, WI" on:2018-12-01', [/may not hold/, /must tell ICE of a release/]),
  audited('policy "Wayne County, MI" on:2025-03-01', [/Hold on a detainer +not known/], [/no rule that is loaded/]),
  audited('policy "Charleston County, SC" on:2025-02-10', [
    /Hold on a detainer +not addressed/,
    /Share information +required/,
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
  audited('policy "Cobb County, GA" on:2022-02-02', [/may hold a person for ICE/, /287\(g\) agreement +prohibited/]),
  audited('policy "Oklahoma County, OK" on:2020', [
    /until Jul 1, 2020 it may not hold/,
    /until Sep 3, 2020 the rules loaded do not address/,
    /until Oct 5, 2020 it may hold/,
    /from then it must hold/,
  ]),
  audited(
    'policy "Bucks County, PA"',
    [/may hold a person for ICE, with possible liability/],
    [/287\(g\) agreement +prohibited/],
  ),
];

/** Agencies and disputes: the columns `agencies` and `contested`. */
const agenciesAndDisputes: Audited[] = [
  audited('policy "Arlington County Police, VA"', [/may not tell ICE of a release/, /do not address holding/]),
  audited('policy "Nassau County Police, NY"', [/may not hold/, /287\(g\) agreement +permitted.*in dispute/]),
  audited('policy "Idaho State Police"', [/the Idaho State Police must hold/, /287\(g\) agreement +permitted/]),
  audited('policy "Indiana Department of Correction"', [/must hold/, /287\(g\) agreement +permitted/]),
  audited('policy "Missouri State Highway Patrol"', [/287\(g\) agreement +required/, /Share information +required/]),
  audited('policy "Milwaukee Police" on:2020-05-05', [/Hold on a detainer +limited/, /SOP 130/], [/Sheriff policy/]),
  audited(
    'policy "Georgia State Patrol"',
    [/must hold/, /287\(g\) agreement +permitted/],
    [/287\(g\) agreement +required/],
  ),
  audited('policy "New Orleans Police"', [/must hold a person/, /287\(g\) agreement +prohibited/]),
  audited('policy "Camden, DE" on:2025-04-30', [/Camden has other rules for its own agencies: 287\(g\) agreement/]),
  audited('policy "San Diego County, CA"', [
    /Hold on a detainer +prohibited +\[/,
    /Tell ICE of a release +prohibited, as above \(in dispute: other rules say limited\)/,
    /ICE access to the jail +prohibited.*\(in dispute: other/,
  ]),
  audited('policy "Monroe County, IN"', [
    /Hold on a detainer +required, as above \(in dispute: other rules say prohibited/,
  ]),
  audited('policy "Teller County, CO"', [
    /287\(g\) agreement +.*forbids?.*\(in dispute/s,
    /Hold on a detainer +prohibited/,
  ]),
  audited('policy "Newark Police, NJ"', [
    /Hold on a detainer .*in dispute/,
    /ICE access .*in dispute/,
    /287\(g\) agreement +prohibited/,
  ]),
];

/** The Justice Department's list: data/lists.csv. */
const lists: Audited[] = [
  audited('policy "Rochester, NY" on:2025-09-01', [/Rochester on it/, /New York on it/]),
  audited('policy "Louisville, KY" more:all', [/Louisville: not on it/, /Kentucky: not on it/]),
  audited('policy "Berkeley, CA"', [/Berkeley on it, California on it/]),
  audited('policy "East Lansing, MI"', [/East Lansing on it/], [/Michigan on it/]),
];

/** Filters and counts: the rows of `rows.ts`. */
const counts: Audited[] = [
  audited('stats "Franklin County, OH" citizenship:Guinea', [/\b14 detainers,/]),
  audited('stats Ohio citizenship:guinean', [/\b14 detainers,/, /Counted for citizenship "guinean": Guinea 14\./]),
  audited('stats Ohio citizenship:sudanese', [/\b8 detainers,/, /: Sudan 8\./]),
  audited('stats Ohio charge:robbery', [/\b14 detainers,/]),
  audited('stats Ohio charge:weapons', [/\b15 detainers,/, /Carrying Concealed Weapon 9; Weapon Offense 6/]),
  audited(
    'stats Ohio charge:arson',
    [/No charge in the loaded records is written "arson"/],
    [/No detainer records are loaded/],
  ),
  audited('how many detainers in Missouri for drunk driving', [/\b7 detainers,/, /Driving Under Influence Liquor 7/]),
  audited('stats Missouri citizenship:Niger', [/\b11 detainers,/]),
  audited('stats Kentucky citizenship:dominican', [/\b10 detainers,/, /: Dominican Republic 10\./]),
  audited('stats "Columbus, OH"', [
    /Detainers in Franklin County, OH/,
    /\b42 detainers,/,
    /13 of the detainers were sent to facilities that the city of Columbus runs/,
  ]),
  audited('stats "City of Columbus, OH"', [/\b13 detainers,/, /Not counted here: 29 more/]),
  audited('stats "Kansas City, MO"', [
    /\b7 detainers,/,
    /Not counted here: 27 more .* and 1 more county, all sent to county jails/s,
  ]),
  audited('stats "Columbiana County, OH"', [/\b20 detainers,.*all sent to federal prisons and marshals/s]),
  audited(
    'stats "Louisville, KY"',
    [/\b25 detainers,.*all sent to county jails/s],
    [/kind not known/, /\b0 of the detainers/],
  ),
  audited('stats "New Orleans, LA"', [/\b13 detainers,/, /all facilities of Orleans Parish/], [/of the county/]),
  audited('stats "Hamilton County, OH" by:outcome', [/\b22 detainers,/, /12 +100%/, /redacted by ICE +10 /i]),
  audited('stats Ohio by:month since:2025-04 until:2025-06', [
    /\b48 detainers,/,
    /June 2025 +25 /,
    /May 2025 +14 /,
    /April 2025 +9 /,
  ]),
  audited('top facilities in:Ohio', [
    /FRANKLIN COUNTY JAIL, Columbus, OH +29/,
    /HAMILTON COUNTY JAIL, Cincinnati, OH +22/,
    /COLUMBUS POLICE DEPT, Columbus, OH +13/,
  ]),
  audited('lookup "Louisiana State Penitentiary"', [/6 detainer records: all sent to state prisons/]),
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
    /R05-1/,
    /R01-1/,
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

export const lines: Audited[] = [...rulesInTime, ...agenciesAndDisputes, ...lists, ...counts, ...published, ...places];
