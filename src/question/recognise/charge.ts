import type { Phrases } from '../phrases.ts';

/** Words of charges, by the word that the `charge:` filter takes. */
export const CHARGES: Readonly<Record<string, string>> = {
  'driving under influence': `dui|duis|dwi|dwis|owi|ovi
    drunk|drunken|impaired driving|drivers|driver
    driving drunk|impaired
    driving under the? influence
    driving while intoxicated|impaired`,
  homicide:
    'homicide|homicides|murder|murders|murderers|murderer|murdered|killing|killings|killed|manslaughter|asesinato|homicidio',
  drugs: `drug|drugs|narcotics|narcotic|drogas
    controlled substance|substances
    drug possession|offenses|offense|crimes|dealing`,
  'drug trafficking': 'drug|drugs trafficking|traffickers|dealers',
  fentanyl: 'fentanyl',
  cocaine: 'cocaine',
  assault: 'assault|assaults|battery|asalto|agresion',
  'domestic violence': `domestic violence|abuse|battery|assault
    dv`,
  robbery: 'robbery|robberies|robo|robbers',
  burglary: 'burglary|burglaries|burglars',
  theft: 'theft|thefts|stealing|thieves',
  larceny: 'larceny|larcenies',
  shoplifting: 'shoplifting',
  fraud: 'fraud|frauds',
  forgery: 'forgery|forgeries',
  sex: `sex|sexual offense|offenses|offence|offences|crimes|crime|offenders|offender|abuse|assault|assaults|misconduct|convictions?
    sex|sexual`,
  rape: 'rape|rapes',
  weapon: `weapon|weapons|gun|guns|firearm|firearms
    weapon|weapons|gun|guns|firearm|firearms offenses|offense|possession|crimes`,
  kidnapping: 'kidnapping|kidnappings',
  arson: 'arson',
  trespassing: 'trespass|trespassing',
  'illegal entry': `illegal|improper entry
    entry without inspection`,
  'illegal re-entry': `illegal? reentry|re-entry
    illegal re entry
    re entry`,
  smuggling: 'smuggling|trafficking',
  traffic: 'traffic offenses|offense|violations|violation',
  'hit and run': 'hit and run',
  vandalism: 'vandalism',
  stalking: 'stalking',
  gang: 'gang|gangs',
};

export const charge: Phrases = {
  kind: 'charge',
  phrases: Object.fromEntries(
    Object.entries(CHARGES).map(([value, words]) => [
      value,
      words
        .split('\n')
        .map((line) => line.trim())
        .flatMap((each) => [
          each,
          `${each} convictions|conviction|charges|charge|charged|convicted|offenses|offense|crimes|suspects`,
          `charged|convicted|accused|arrested|conviction|convictions|charge|charges|guilty|booked|booking|involving|wanted with|w|of|for|on|in? a|an? ${each} charge|charges|conviction|convictions?`,
          `involving|charging a|an? ${each}`,
        ])
        .join('\n'),
    ]),
  ),
};

export const criminality: Phrases = {
  kind: 'criminality',
  phrases: {
    none: `no|without|w/o|zero|lacking|lack a|any? criminal? record|records|conviction|convictions|history|background
      no|without|w/o a|any? crime|crimes|priors
      non-criminal|noncriminal|non-criminals|noncriminals|unconvicted
      non criminal|criminals
      never been? convicted|charged
      not|never convicted of? a|any|anything? crime|crimes?
      clean record|records
      sin antecedentes`,
    convicted: `with|w|had|have|has a|any|prior? criminal? conviction|convictions|record|records
      convicted|convicts|felons|felony|felonies
      convicted criminal|criminals|of? a? crime|crimes?
      prior convictions|conviction|record`,
    pending: `pending charge|charges
      charges pending
      with pending charges`,
  },
};
