import { breakdown, citizens, noun } from './nouns.ts';
import { anywhere, type Gazetteer, place, severalPlaces, state } from './places.ts';
import type { Pick, Said } from './random.ts';
import { onDate, window } from './windows.ts';

type Form = (pick: Pick, gazetteer: Gazetteer) => Said;

const policies: Form = (pick, gazetteer) => {
  const [at, on] = [place(pick, gazetteer), onDate(pick)];
  const did = on.line === '' ? 'does' : 'did';
  return {
    line: `policy ${at.line}${on.line}`,
    words: pick.one([
      `what was the detainer policy in ${at.words}${on.words}`,
      `${did} ${at.words} honor detainers${on.words}`,
      `${did} the jail in ${at.words} hold people for ICE${on.words}`,
      `rules on ICE holds in ${at.words}${on.words}`,
      `${did} ${at.words} cooperate with ICE${on.words}`,
      `${did} ${at.words} notify ICE before a release${on.words}`,
      `what were the rules in ${at.words}${on.words}`,
      `detainer law of ${at.words}${on.words}`,
    ]),
  };
};

const counts: Form = (pick, gazetteer) => {
  const [at, when, what] = [anywhere(pick, gazetteer), window(pick), noun(pick, true)];
  return {
    line: `stats ${at.line}${what.line}${when.line}`,
    words: pick.one([
      `how many ${what.words} in ${at.words}${when.words}`,
      `how many ${what.words} were there in ${at.words}${when.words}`,
      `number of ${what.words} in ${at.words}${when.words}`,
      `count ${what.words} in ${at.words}${when.words}`,
      `total ${what.words} in ${at.words}${when.words}`,
    ]),
  };
};

const breakdowns: Form = (pick, gazetteer) => {
  const [at, when, what, by] = [anywhere(pick, gazetteer), window(pick), noun(pick, false), breakdown(pick)];
  const [wrap, opening] = pick.one([
    ['', ''],
    ['', 'show me '],
    ['chart ', 'chart of '],
    ['chart ', 'graph '],
    ['export ', 'csv of '],
  ] as const);
  return {
    line: `${wrap}stats ${at.line}${what.line}${when.line}${by.line}`,
    words: `${opening}${what.words} in ${at.words}${when.words}${by.words}`,
  };
};

const lists: Form = (pick, gazetteer) => {
  const [at, when] = [place(pick, gazetteer), window(pick)];
  const what = pick.is(0.2) ? citizensWith(pick) : noun(pick, false);
  const [wrap, opening] = pick.one([
    ['', 'list '],
    ['', 'show me the latest '],
    ['', 'records of '],
    ['', 'pull up '],
    ['export ', 'csv of '],
    ['export ', 'download '],
  ] as const);
  return {
    line: `${wrap}lookup ${at.line}${what.line}${when.line}`,
    words: `${opening}${what.words} in ${at.words}${when.words}`,
  };
};

const citizensWith = (pick: Pick): Said => {
  const { line, words } = citizens(pick);
  return { line, words: `detainers on ${words}` };
};

const cases: Form = (pick, gazetteer) => {
  const [at, when] = [place(pick, gazetteer), window(pick)];
  const [filter, words] = pick.one([
    ['', 'published cases'],
    ['', 'declined detainer cases'],
    ['', 'people released despite detainers'],
    [' disputed:yes', 'disputed cases'],
    [' charge:robbery', 'published robbery cases'],
    [' citizenship:Mexico', 'published cases on Mexicans'],
  ] as const);
  const [wrap, opening] = pick.one([
    ['', ''],
    ['export ', 'export the '],
  ] as const);
  return {
    line: `${wrap}releases in:${at.line}${filter}${when.line}`,
    words: `${opening}${words} in ${at.words}${when.words}`,
  };
};

const casesOfAgency: Form = (pick, { agencies }) => {
  const [agency, when] = [pick.one(agencies), window(pick)];
  return { line: `releases by:"${agency}"${when.line}`, words: `published cases of the ${agency}${when.words}` };
};

const comparisons: Form = (pick, gazetteer) => {
  const places = severalPlaces(pick, gazetteer, pick.from(2, 4));
  const when = window(pick);
  const [first, ...rest] = places.map(({ words }) => words);
  const last = rest.pop() ?? '';
  const [wrap, opening, joint] = pick.one([
    ['', 'compare ', ' and '],
    ['', 'compare ', ' with '],
    ['chart ', 'chart comparing ', ' and '],
    ['', 'detainers side by side in ', ' and '],
  ] as const);
  return {
    line: `${wrap}compare ${places.map(({ line }) => line).join(' with ')}${when.line}`,
    words: `${opening}${[first, ...rest].join(', ')}${joint}${last}${when.words}`,
  };
};

const rankings: Form = (pick) => {
  const [at, when] = [state(pick), window(pick)];
  const [over, one] = pick.one([
    ['counties', 'county'],
    ['agencies', 'agency'],
  ] as const);
  return pick.one([
    {
      line: `top ${over} in:${at.line} outcome:declined${when.line}`,
      words: `which ${one} in ${at.words} declined the most detainers${when.words}`,
    },
    { line: `top states${when.line}`, words: `which state had the most detainers${when.words}` },
    { line: `top states order:least${when.line}`, words: `which state had the fewest detainers${when.words}` },
    {
      line: `top states outcome:declined per:share${when.line}`,
      words: `states with the highest decline rate${when.words}`,
    },
    {
      line: `top counties in:${at.line} outcome:declined per:share${when.line}`,
      words: `${at.words} counties with the highest decline rate${when.words}`,
    },
  ]);
};

const agreements: Form = (pick) => {
  const at = state(pick);
  const since = pick.from(2015, 2025);
  return pick.one([
    { line: `agreements in:${at.line}`, words: `which agencies in ${at.words} have 287(g) agreements` },
    { line: `agreements in:${at.line}`, words: `list of 287(g) agencies in ${at.words}` },
    { line: `agreements in:${at.line} model:TFM`, words: `task force model agencies in ${at.words}` },
    { line: `agreements in:${at.line} model:WSO`, words: `warrant service officer agreements in ${at.words}` },
    { line: `agreements in:${at.line} model:JEM`, words: `jail enforcement model agencies in ${at.words}` },
    { line: `agreements in:${at.line} stage:pending`, words: `pending 287(g) applications in ${at.words}` },
    {
      line: `agreements in:${at.line} signed-since:${since}-01-01`,
      words: `who signed 287(g) in ${at.words} since ${since}`,
    },
    { line: `agreements left-since:${since}-01-01`, words: `which agencies dropped out of 287(g) since ${since}` },
  ]);
};

/** Forms over the facts, each as often as the others. */
export const factForms: readonly Form[] = [
  policies,
  counts,
  breakdowns,
  lists,
  cases,
  casesOfAgency,
  comparisons,
  rankings,
  agreements,
];
