import { COUNTRIES } from './citizens.ts';

/** Countries that questions seldom name, with the words for their citizens: 'country: adjective, adjective'. */
const MORE = `
Guyana: guyanese
Trinidad and Tobago: trinidadian, tobagonian
Barbados: barbadian
Bahamas: bahamian, the bahamas
Belize: belizean
Suriname: surinamese
Paraguay: paraguayan
Uruguay: uruguayan
Dominica: of dominica
Grenada: grenadian
Saint Lucia: saint lucian, st. lucia
Antigua and Barbuda: antiguan
Spain: spanish, spaniard
Portugal: portuguese
France: french
Germany: german
Italy: italian
United Kingdom: british, briton, english, scottish, england
Ireland: irish
Netherlands: dutch, the netherlands
Belgium: belgian
Greece: greek
Turkey: turkish, türkiye
Albania: albanian
Kosovo: kosovar
Serbia: serbian
Croatia: croatian
Bosnia and Herzegovina: bosnian, bosnia, bosnia-herzegovina
North Macedonia: macedonian, macedonia
Bulgaria: bulgarian
Hungary: hungarian
Czech Republic: czech
Slovakia: slovak, slovakian
Lithuania: lithuanian
Latvia: latvian
Estonia: estonian
Belarus: belarusian
Moldova: moldovan
Armenia: armenian
Azerbaijan: azerbaijani
Georgia (country): republic of georgia
Kazakhstan: kazakh, kazakhstani
Kyrgyzstan: kyrgyz
Tajikistan: tajik, tajikistani
Turkmenistan: turkmen
Uzbekistan: uzbek, uzbekistani
Mongolia: mongolian
Japan: japanese
South Korea: south korean, korean, korea
North Korea: north korean
Taiwan: taiwanese
Hong Kong: hong kong
Thailand: thai
Malaysia: malaysian
Indonesia: indonesian
Singapore: singaporean
Nepal: nepali, nepalese
Bhutan: bhutanese
Sri Lanka: sri lankan
Australia: australian
New Zealand: new zealander
Fiji: fijian
Tonga: tongan
Samoa: samoan
Palau: palauan
Israel: israeli
Lebanon: lebanese
Syria: syrian
Jordan: jordanian
Saudi Arabia: saudi, saudi arabian
Yemen: yemeni
Kuwait: kuwaiti
United Arab Emirates: emirati
Egypt: egyptian
Libya: libyan
Tunisia: tunisian
Algeria: algerian
Morocco: moroccan
Mauritania: mauritanian
Mali: malian
Senegal: senegalese
Gambia: gambian, the gambia
Guinea: guinean
Guinea-Bissau: bissau-guinean
Sierra Leone: sierra leonean, sierra leonian
Cote d'Ivoire: ivorian, ivory coast, côte d'ivoire
Burkina Faso: burkinabe
Togo: togolese
Benin: beninese
Niger: nigerien
Chad: chadian
Cameroon: cameroonian
Central African Republic: central african
Gabon: gabonese
Congo: congolese, democratic republic of the congo, democratic republic of congo, republic of the congo, the congo
Angola: angolan
Zambia: zambian
Zimbabwe: zimbabwean
Mozambique: mozambican
Malawi: malawian
Tanzania: tanzanian
Uganda: ugandan
Rwanda: rwandan
Burundi: burundian
Djibouti: djiboutian
South Africa: south african
South Sudan: south sudanese
Cape Verde: cape verdean, cabo verde, cabo verdean
Madagascar: malagasy`;

const byWord = new Map<string, string>();
for (const [country, lines] of Object.entries(COUNTRIES)) {
  const name = country === 'China, Peoples Republic of' ? 'China' : country;
  for (const line of lines.split('\n')) {
    // 'costa rica|rican': the last word has several forms
    const steps = line.split(' ').map((step) => step.split('|'));
    for (const last of steps.at(-1) ?? [])
      byWord.set([...steps.slice(0, -1).map(([first]) => first), last].join(' '), name);
  }
}
for (const line of MORE.trim().split('\n')) {
  const [country = '', words = ''] = line.split(': ');
  const name = country.replace(' (country)', '');
  if (name === country) byWord.set(country.toLowerCase(), name);
  for (const word of words.split(', ')) byWord.set(word, name);
}
for (const [words, name] of [
  ['el salvadoran', 'El Salvador'],
  ['el salvadorian', 'El Salvador'],
  ["people's republic of china", 'China'],
  ['united mexican states', 'Mexico'],
  ['the philippines', 'Philippines'],
  ['the dominican republic', 'Dominican Republic'],
  ['viet nam', 'Vietnam'],
  ['uk', 'United Kingdom'],
  // A frequent slip
  ['columbian', 'Colombia'],
  // Questions know 'Indians' alone: there, 'Indian' may be a name of a place
  ['indian', 'India'],
  ['united states', 'United States'],
  ['the united states', 'United States'],
  ['the philippines', 'Philippines'],
] as const)
  byWord.set(words, name);

const LONGEST = 5;

/** The country that words from a place on name, or whose citizens they name: 'El Salvador', 'Salvadoran', 'Hondurans'. */
export function countryAt(words: readonly string[], at: number): { country: string; length: number } | undefined {
  for (let length = Math.min(LONGEST, words.length - at); length > 0; length -= 1) {
    const key = words
      .slice(at, at + length)
      .join(' ')
      .toLowerCase();
    if (key === 'mexico' && words[at - 1] === 'New') continue;
    if (key === 'indian' && /^(?:american|west|native)$/i.test(words[at - 1] ?? '')) continue;
    const country = byWord.get(key) ?? byWord.get(key.replace(/s$/, ''));
    if (country) return { country, length };
  }
  return undefined;
}
