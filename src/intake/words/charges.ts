/** Words of charges by a short name of the charge. `|` parts words that stand for each other; a line is a phrase. */
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
