import { CHARGES } from './charges.ts';

/** Beginnings of words that stand in offences, beside the words of charges that questions use. */
const STEMS = `
abduct abus jumping bail accessor adulter aggravat alcohol ammunition arm(ed) assault attempt batter blackmail brandish breach break brib burgl
carjack carry child coca coercion cocaine communicat conceal conspir contempt contribut controlled corpor corrupt counterfeit
crimes cruelt damag dangerous deadly defraud delinquen destruct discharg disorder distribut disturb domestic drink driv drug drunk
dui dwi owi oui ovi eluding embezzl endanger enter(ing) escape evad evas exploit explosive expos extort failure false felon fentanyl fight firearm
flee fled fleeing forc(ible) forcible forg fornicat fraud fugitive gang gross(ly) grop gun harass harm heroin hijack hit-and-run hit homicid identity illegal
immoral imperson imprison improper incest indecen inflict injur interfer intimidat intoxic intruder invasion invad joyrid kidnap kill knife larcen laundering leaving lewd
lascivious liquor loiter lure luring malicious manslaught manufactur marijuana cannabis menac mischief misconduct misuse molest murder narcotic
neglect nudity obscen obstruct offens offenc open opiate opioid order organized paraphernalia peeping perjur pimping pornograph possess prostitut protective public
prowl racketeer rape raping reckless reentry re-entry register resist restrain revocation riot robb sale sex sodom solicit speeding stab stalk statutory steal stolen strangl suffocat
strangulat substance swindl tamper tax terror theft thiev threat tortur toxic traffick transport trespass truancy unauthorized unlawful unregistered vandal vehicle vehicular
victim violat violen voyeur wandering weapon wanton wound wire license insurance suspended methamphetamine meth dealing indecency liberties penetration molestation
importation smuggl harboring racing evading hindering fabricat unlicensed pandering purse credit check bodily arson obstructing breaking`;

const stems = new Set(
  STEMS.split(/\s+/)
    .map((stem) => stem.replace(/\(.*/, ''))
    .filter(Boolean),
);
for (const lines of Object.values(CHARGES))
  for (const word of lines.split(/[\s|?]+/)) if (word.length > 4) stems.add(word);
const longest = [...stems].reduce((most, stem) => Math.max(most, stem.length), 0);

/** True for words with one that stands in names of offences. */
export const namesOffence = (words: string): boolean =>
  words
    .toLowerCase()
    .split(/[^a-z-]+/)
    .some((word) => {
      for (let length = 3; length <= Math.min(longest, word.length); length += 1)
        if (stems.has(word.slice(0, length)) && (length > 3 || word.length <= 5)) return true;
      return false;
    });

/** Offences that hold 'and', 'or' or a comma: they are not parted there. */
export const WHOLE = [
  'assault and battery',
  'breaking and entering',
  'lewd and lascivious',
  'lewd or lascivious',
  'hit and run',
  'aiding and abetting',
  'drunk and disorderly',
  'open and gross',
  'assault or battery',
  'search and seizure',
  'kidnapping and false imprisonment of',
  'fleeing and eluding',
  'fleeing or eluding',
  'fleeing or attempting to elude',
  'obstruct or delay',
  'carrying or possessing',
  'sale or distribution',
  'possession and distribution',
  'possession or use',
  'force or fear',
  'death or injury',
  'injury or death',
  'alcohol or drugs',
  'drugs or alcohol',
  'drugs and alcohol',
  'liquor or drugs',
  'family or household',
  'threat and intimidation',
  'murder and mayhem',
  'personal injury or property',
  'injury and property',
  'disorderly and',
  'guns and ammunition',
  'family and household',
  'rape and abuse',
  'drug and alcohol',
  'sexual assault and battery',
] as const;
