import type { Phrases } from '../phrases.ts';

/** Countries as ICE writes them, with the words for their citizens. */
export const COUNTRIES: Readonly<Record<string, string>> = {
  Mexico: 'mexico|mexican|mexicans|mexicano|mexicanos|mexicana',
  Honduras: 'honduras|honduran|hondurans|hondureno|hondurenos',
  Guatemala: 'guatemala|guatemalan|guatemalans|guatemalteco|guatemaltecos',
  'El Salvador': 'el salvador\nsalvador|salvadoran|salvadorans|salvadorian|salvadorians|salvadoreno|salvadorenos',
  Nicaragua: 'nicaragua|nicaraguan|nicaraguans',
  'Costa Rica': 'costa rica|rican|ricans',
  Panama: 'panama|panamanian|panamanians',
  Cuba: 'cuba|cuban|cubans|cubano|cubanos',
  Haiti: 'haiti|haitian|haitians',
  'Dominican Republic': 'dominican republic\ndominican|dominicans',
  Jamaica: 'jamaica|jamaican|jamaicans',
  Venezuela: 'venezuela|venezuelan|venezuelans|venezolano|venezolanos',
  Colombia: 'colombia|colombian|colombians|colombiano|colombianos',
  Ecuador: 'ecuador|ecuadorian|ecuadorians|ecuadorean|ecuadoreans',
  Peru: 'peru|peruvian|peruvians',
  Brazil: 'brazil|brazilian|brazilians|brasil',
  Bolivia: 'bolivia|bolivian|bolivians',
  Chile: 'chile|chilean|chileans',
  Argentina: 'argentina|argentinian|argentinians|argentine|argentines',
  Canada: 'canada|canadian|canadians',
  India: 'india|indians',
  'China, Peoples Republic of': 'china|chinese',
  Vietnam: 'vietnam|vietnamese',
  Philippines: 'philippines|filipino|filipinos|philippine',
  Laos: 'laos|laotian|laotians',
  Cambodia: 'cambodia|cambodian|cambodians',
  Burma: 'burma|burmese|myanmar',
  Russia: 'russia|russian|russians',
  Ukraine: 'ukraine|ukrainian|ukrainians',
  Romania: 'romania|romanian|romanians',
  Poland: 'poland|polish',
  Nigeria: 'nigeria|nigerian|nigerians',
  Ghana: 'ghana|ghanaian|ghanaians',
  Kenya: 'kenya|kenyan|kenyans',
  Liberia: 'liberia|liberian|liberians',
  Somalia: 'somalia|somali|somalis|somalian|somalians',
  Sudan: 'sudan|sudanese',
  Ethiopia: 'ethiopia|ethiopian|ethiopians',
  Eritrea: 'eritrea|eritrean|eritreans',
  Iraq: 'iraq|iraqi|iraqis',
  Iran: 'iran|iranian|iranians',
  Afghanistan: 'afghanistan|afghan|afghans',
  Pakistan: 'pakistan|pakistani|pakistanis',
  Bangladesh: 'bangladesh|bangladeshi|bangladeshis',
  Micronesia: 'micronesia|micronesian|micronesians',
  'Marshall Islands': 'marshall islands\nmarshallese',
};

export const citizenship: Phrases = {
  kind: 'citizenship',
  phrases: Object.fromEntries(
    Object.entries(COUNTRIES).map(([country, words]) => [
      country,
      words
        .split('\n')
        .flatMap((each) => [
          each,
          `citizens|citizen|nationals|national|people|persons|everyone|anyone|those|natives|immigrants of|from ${each}`,
          `from|of ${each}`,
          `${each} citizens|citizen|nationals|national|immigrants|men|inmates|people|citizenship|nationality`,
        ])
        .join('\n'),
    ]),
  ),
};
