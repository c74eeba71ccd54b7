/*
 * What may stand in a column of ICE's file whose values are a known set: by list, or by the words that its values are
 * made of. Anything else in such a column is withheld.
 */
const setOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** Words of lift reasons, forms, statuses, categories and dispositions, as in the releases of 2007 to 2026. */
const FORM_WORDS = setOf(`
a an and its it out own up so who abandoned about absconder accepted action active added adjudication adjudicative adjustment administrative administratively admin admission
admitted after against agency agencies aggravated agreement alien all amenable and another any appeal appealed application
apprehended apprehension approved arrest arrested arrests arriving as asylum at authority authorized awaiting bag
baggage ban bars basis been before benefits biometric board boarder bond book booked border by cancel canceled cancellation cancelled
cap capability capacity card case category ceased center changed charge charged charges charging citizen citizens citizenship city civil claim
claimed class classification closed code commenced community completed complete conditional conditions confirmed confinement consent constraint
control convicted conviction convictions cooperate cooperation correction correctional corrections county court crewman crewmen
crimes criminal criminality criminals ctr custodial custody date dated days dead death decision declared declined deferred denied
departed departure deportable deportation deported derivative detained detainee detainer detainers detention died
discretion discretionary dismissed disposition district division do docket document documents does driver drug duplicate during duty early effective
eighteen ejected eligible employment enforcement engaged enter entered entry ero error escaped escort established evidence ewi exceeded
excludable excluded exclusion executive executed exempt expected expedited expired expulsion extended extension facility failed failure
false family fed federal felon felonies felony field file filed final first flight flown for form found free freed fugitive
full funds funding further government grant granted grounds group guest had hearing heard held history hold home honor honored
hospital hour hours house humanitarian ice identified if illegal immediate immediately immigrant immigration in inadmissibility
inadmissible incarcerated incarceration incident incomplete ineligible information initiated initial inspection insufficient interest
interview interviewed into invalid investigation investigations investigative is issued issuance jail jails joint judge judicial judgment jurisdiction juvenile lack
land later law lawful lawfully lea legal legalization less level lifted limited lift list local located lodged longer lpr made mandatory march
may match mandate medical memorandum met military minor misdemeanant misdemeanor misdemeanors mistake month more motion moved multiple national nationality naturalized never
new no non noncitizen none nonimmigrant not notice notification notified notify null number observed of off offender offense
office officer officers on only open operation operations or order ordered ordinance organized original other overstay overstayed parole
paroled passed patrol pending per permanent permission permit permitted person personnel physical plea plus point police policy port possible
postponed pre presence present presumptive pretrial previously prior prison prisoner prisons probation proceeding proceedings
process processed processing program programs prohibited prosecution prosecutions prosecutorial protected protection provided public pwa pwm pwd
reason reasons received recalcitrant recalled recognizance record records redacted re reenter reentry refugee refusal refused regulation
reinstated reinstatement rejected release released relief removable removal removals removed renewed repatriated replaced report
reported request requested require required requirement rescinded residence resident residency resides resource resources response
result resumed return returned returning revoked rule sanctuary saw search section secure sent sentence sentenced served service services
settlement seven several sex sheriff's sheriff short seen signed site smuggled smuggler space special sponsor stamp standard state stateless
status statute stay stayed stowaway student subject submitted superseded superseding supervision surrendered suspended suspected suspension
team temporary term terminated terminate termination than that the threat time title to transfer transferred transit transport transported traveler
treaty trial true under unable unaccompanied undetermined unexecuted united unit unknown unlawful unlawfully unsupported until update updated us use usc usms valid vacated verified
victim violated violation violator visa visitor voluntary voluntarily vr waived waiver warrant was weapon when with withdrawal withdrawn
withholding within without witnessed worker worksite would wrong year years yes mexico canada wt wb crew ij bia nta oic sij tps daca i ii
january february april june july august september october november december uac cbp doj dhs hsi uscis opla
advance air airport alternatives anti area based compliance crime force inspections intelligence mobile nonviolent quick sea security smuggling task terrorism units violent gang gangs health user fee 287g
`);

/** Names of countries as they are written today, and the words that ICE's own spellings have besides. */
const countryWords = () =>
  new Set([
    ...countryNames().flatMap(wordsOf),
    ...setOf(`
    of the and people peoples people's republic rep democratic dem kingdom federation federated states state union soviet ussr yugoslavia
    serbia montenegro czechoslovakia burma ivory coast swaziland macedonia holland zaire congo korea north south east west new northern
    independent unknown stateless none other not reported city vatican holy see palestine gaza bank taiwan hong kong macau macao
    st saint kitts nevis lucia vincent grenadines grenada anguilla sao tome principe cape verde micronesia turks caicos islands
    island samoa guinea bissau equatorial timor leste brunei darussalam cabo tanzania islamic arab emirates uae uk usa u s a
    america international waters no nationality at sea british french dutch netherlands antilles indies west virgin puerto rico guam
    mariana falkland bosnia herzegovina herzegovinia slovak czech great britain ireland england scotland wales curacao former
    antigua barbuda barbados trinidad tobago bahamas`),
  ]);
let isCountry: ((text: string) => boolean) | undefined;

function countryNames(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((one) => letters.map((two) => names.of(one + two) ?? ''));
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/[\p{M}’']/gu, '');
  return plain.toLowerCase().match(/\p{L}+/gu) ?? [];
}

/** ICE adds reasons and dispositions. A new one is kept, as long as it reads like one: a name has no such words. */
const mostlyOf = (words: ReadonlySet<string>) => (text: string) => {
  const found = wordsOf(text);
  const known = found.filter((word) => word.length === 1 || words.has(word) || /^i\d/.test(word)).length;
  return !/\d{5}/.test(text) && known * 2 >= found.length;
};
const madeOf = (words: ReadonlySet<string>) => (text: string) =>
  !/\d{5}/.test(text) && wordsOf(text).every((word) => word.length === 1 || words.has(word) || /^i\d/.test(word));
const oneOf = (...values: string[]) => {
  const known = new Set(values.map((value) => value.toLowerCase()));
  return (text: string) => known.has(text.toLowerCase());
};
const shaped = (shape: RegExp) => (text: string) => shape.test(text);

/** By kind of column: true for a value that may stand there. */
export const KNOWN = {
  reason: mostlyOf(FORM_WORDS),
  form: madeOf(FORM_WORDS),
  // Only an import needs the names of all countries.
  country(text) {
    isCountry ??= madeOf(countryWords());
    return isCountry(text);
  },
  gender: oneOf('Male', 'Female', 'Unknown', 'M', 'F', 'U', 'X', 'Other', 'Not Specified'),
  yesNo: oneOf('YES', 'NO', 'Y', 'N', 'TRUE', 'FALSE', '1', '0'),
  level: shaped(/^(?:level )?[0-9]$/i),
  shortCode: shaped(/^[\p{L}\d.-]{1,8}$/u),
  siteCode: shaped(/^[\p{L}\d_-]{1,12}$/u),
} satisfies Record<string, (text: string) => boolean>;
