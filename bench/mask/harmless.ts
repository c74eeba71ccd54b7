import { existsSync, readFileSync } from 'node:fs';
import { projectPath } from '../../src/project.ts';
import { parseCsvRows } from '../../src/sources/files/csv-parser.ts';
import { seeded } from '../generate.ts';

export interface Harmless {
  /** How the cell is read: as a site's name, a charge, a country, or text of another source. */
  as: 'site' | 'charge' | 'country' | 'text';
  text: string;
}

/** Charges as ICE writes them: the classes of the National Crime Information Center. */
const CHARGES =
  `Driving Under Influence Liquor|Driving Under Influence Drugs|Assault|Assault - Simple|Aggravated Assault - Family - Gun|Aggravated Assault - Police Officer-Weapon
Battery|Domestic Violence|Sex Assault|Sex Offense|Sex Offense - Against Child-Fondling|Sexual Exploitation of Minor - Via Telecommunications|Rape|Rape - Strongarm|Statutory Rape - No Force|Lewd or Lascivious Acts with Minor
Homicide|Homicide-Willful Kill-Family-Gun|Negligent Manslaughter - Vehicle|Kidnapping|Kidnapping - Minor - Parental|False Imprisonment|Robbery|Robbery - Street - Gun|Robbery - Business - Weapon|Carjacking - Armed
Burglary|Burglary - Forced Entry - Residence|Larceny|Larceny - From Person|Shoplifting|Vehicle Theft|Possession Stolen Vehicle|Stolen Property|Receive Stolen Property|Forgery|Forgery of Checks|Counterfeiting|Fraud|Fraud - Illegal Use Credit Cards|Identity Theft|Embezzle
Dangerous Drugs|Drug Possession|Drug Trafficking|Cocaine - Sell|Cocaine - Possession|Marijuana - Possession|Marijuana - Sell|Heroin - Sell|Amphetamine - Possession|Narcotic Equip - Possession|Methamphetamine - Manufacture
Weapon Offense|Carrying Concealed Weapon|Possession Of Weapon|Carrying Prohibited Weapon|Firing Weapon|Arson|Arson - Residence|Damage Property|Vandalism|Criminal Trespass|Trespassing|Disorderly Conduct|Public Order Crimes|Public Peace|Public Intoxication
Obstructing Police|Obstructing Justice|Resisting Officer|Evading Arrest|Hit and Run|Traffic Offense|Driving Without License|Reckless Driving|Failure To Appear|Contempt Of Court|Bail - Secured Bond|Probation Violation|Parole Violation|Violation of a Court Order
Perjury|False Statement|False Citizenship|Illegal Entry (INA SEC.101(a)(43)(O), 8USC1325 only)|Illegal Re-Entry (INA SEC.101(a)(43)(O), 8USC1326 only)|Immigration|Smuggling Aliens|Alien Smuggling|Crimes Against Person|Cruelty Toward Child|Cruelty Toward Wife|Neglect Child
Harassing Communication|Intimidation|Threat To Burn|Terroristic Threats|Stalking|Extortion|Gambling|Prostitution|Commercial Sex - Homosexual Prostitution|Money Laundering|Racketeering|Tax Revenue|Liquor - Possess|Escape From Custody|Flight To Avoid`.split(
    /[|\n]/,
  );

const columnsOf = (path: string): string[] =>
  parseCsvRows(readFileSync(path, 'utf8')).flatMap((row) => Object.values(row));
const FACILITIES = projectPath('../shared/data/facility-strings.csv');
/** Names of sites as ICE wrote them lie beside the project where it is made; a clone has none. */
export const hasFacilities = existsSync(FACILITIES);

/** Real cells that hold nobody's data: places, agencies, sites, charges, countries, instruments, notes. */
export function harmlessCells(count: number, seed: number): Harmless[] {
  const text = ['aliases', 'policies', 'releases', 'lists', 'published-figures', 'facilities', 'cities'].flatMap(
    (name) => columnsOf(projectPath(`data/${name}.csv`)),
  );
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const countries = letters.flatMap((one) => letters.map((two) => names.of(one + two)?.toUpperCase() ?? ''));
  const all: Harmless[] = [
    ...CHARGES.map((each) => ({ as: 'charge' as const, text: each })),
    ...countries.map((each) => ({ as: 'country' as const, text: each })),
    ...(hasFacilities ? columnsOf(FACILITIES).map((each) => ({ as: 'site' as const, text: each })) : []),
    ...text.map((each) => ({ as: 'text' as const, text: each })),
  ];
  const distinct = [
    ...new Map(all.filter((each) => each.text.trim() !== '').map((each) => [each.as + each.text, each])).values(),
  ];
  // Charges, countries and sites first; the rest by lot.
  const few = distinct.filter((each) => each.as !== 'text');
  const random = seeded(seed);
  const rest = distinct
    .filter((each) => each.as === 'text')
    .map((each) => ({ each, at: random() }))
    .sort((a, b) => a.at - b.at);
  return [...few, ...rest.map(({ each }) => each)].slice(0, count);
}
