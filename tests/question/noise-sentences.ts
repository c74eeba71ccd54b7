import { createPick, type Pick } from './verbalise/random.ts';

/** Words parted by '|'. A blank one means that the part is left out. */
const of = (text: string): string[] => text.split('|');

const WHO = of('I|we|she|he|they|my mom|the team|our editor|Sam|the committee|somebody|nobody|the dog|the judge');
const DID = of(
  'went to|left|called|watched|missed|held|kept|dropped|signed|read|wrote|moved to|drove through|loved|charted|booked|posted|declined|refused|released|counted|listed|compared|exported|cited|shared',
);
const WHAT = of(
  'the game|a table for four|the invitation|dinner|a new album|the flight|the keys|a policy paper on taxes|the meeting|lunch|the door|a detour|the parade|her speech|a map of the trails|the chart on the wall|a digest of poems|the watch he got|the default font|some stats on baseball|the source of the river|a case of water|the release of the movie',
);
const PLACE = of(
  'Denver|Texas|Chicago|Orange County|Boston|Miami|Georgia|New York|Cook County|Minnesota|Hennepin County|Los Angeles|OH|Philadelphia|Travis County, TX|Portland|Virginia|Wayne County|Kansas City',
);
const WHERE = ['', ...PLACE.map((place) => `in ${place}`), 'at the lake', 'near Chicago', 'from Georgia'];
const WHEN = of('|yesterday|last year|in March|before noon|since Tuesday|on Friday at 5pm|this month|in 2024|all day');
const END = of('.|!|?| lol|, thanks|, right?| :)');

/** Somebody tells what was done. */
const chat = ({ one }: Pick): string =>
  [one(WHO), one(DID), one(WHAT), one(WHERE), one(WHEN)].filter(Boolean).join(' ') + one(END);

const ASKED = of(
  'what time does the library %|how do I get to the airport %|who won the game %|best tacos %|is it going to snow %|how much is rent %|how many schools are there %|list of parks %|chart of home prices %|map of bike trails %|how many lawyers work %|what is the speed limit %|any good hikes %|tax policy %|show me apartments %|how many votes were counted %|export of soybeans %|news about the marathon %|compare rents %|top restaurants %|how many homicides %|robberies %|gun laws %|drug policy %|how long is the drive %|which county has the best schools %|what is the law on pets %|number of hospital beds %|how many car thefts were there %|who is the mayor %|release date of the new phone %|the state fair %|school board rules %|does the bus run %|what changed at the zoo %|is the jail museum open %|the holding company %|watch the fireworks %|hold music %|county jobs %',
);

/** Questions on other subjects. */
const elsewhere = ({ one }: Pick): string => {
  const when = one(WHEN);
  return `${one(ASKED).replace('%', `in ${one(PLACE)}`)}${when && ` ${when}`}${one(['', '?', ' please', ' thanks'])}`;
};

const COMMANDS = of(
  'watch out for ice on the roads|watch your step|compare notes with the team|show up at noon|show me the money|top of the morning|export prices fell|the default answer is no|help yourself to coffee|read the room|read between the lines|sources say it will rain|cite me one good reason|a digest of short stories|policy wonks met for lunch|lookup tables are slow|look up at the stars|stats homework is due|chart a new course|define your terms before you argue|releases of new albums slowed down|agreements were hard to reach at home|unwatch that movie if you can|audit season is here|top it off with cream|default on the loan|compare apples with oranges|export the photos to a drive|show him the door|watch the baby for me|help me move a couch|policy holders got a letter|hold the line please|keep the change|release the hounds|drop the charges on my phone bill|turn over a new leaf|turn over the pancakes|let go of the rope|pick up the kids|book a table|honor your parents|notify the landlord',
);
const english = ({ one }: Pick): string =>
  [one(COMMANDS), one(WHERE), one(WHEN)].filter(Boolean).join(' ') + one(['', '.', '!']);

const NEWS = of(
  'The county commission of % met on Tuesday to discuss the budget.|Officials in % said no votes were taken.|The sheriff of % told reporters that overtime costs rose last year.|A judge in % declined to hear the case.|Police in % refused to comment.|Residents of % held a vigil on Sunday.|The governor signed a bill on water rights.|Lawmakers in % passed a resolution in March.|The jail in % was built in 1974.|ICE said that officers lodged a detainer with the jail in %.|The % council voted against a new policy on detainers.|Advocates said that detainers in % fell in 2025.|The county released a statement on Friday.|Deputies in % booked two men after a crash.|Attorneys for the county asked the court for more time.|Schools in % were closed for two days.|The mayor of % said that the city had changed its rules.|A spokesman for the jail in % said that it honors judicial warrants.|The report counted 40 declined detainers in % last year.|Supporters of the law cheered outside of the capitol.',
);

/** A paragraph of two to five sentences, as in a newspaper: nobody asks anything. */
const paragraph = ({ one, from }: Pick): string => {
  const place = one(PLACE);
  return Array.from({ length: from(2, 5) }, () => one(NEWS).replace('%', place)).join(' ');
};

const KINDS = [chat, elsewhere, english, paragraph];

/** Sentences that ask the desk nothing: talk, other subjects, command words as English, and news paragraphs. */
export function createNoise(random: () => number): () => string {
  const pick = createPick(random);
  return () => pick.one(KINDS)(pick);
}
