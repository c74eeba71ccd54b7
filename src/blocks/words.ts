/** Labels shared by Slack, the page and the terminal. */
export const SOURCE = 'Source';
export const AS_OF = 'as of';
export const MORE_NOT_SHOWN = (count: number): string => `${count.toLocaleString('en-US')} more not shown here.`;
/** Where the sources are that do not fit. */
export const MORE_SOURCES = (count: number, id: string | undefined): string =>
  `${count.toLocaleString('en-US')} more ${count === 1 ? 'source' : 'sources'}${id ? `: /detainer cite ${id}` : ''}`;
export const POST_TO_CHANNEL = 'Post to channel';
export const CHART_POSTED = 'The chart follows in this channel as a file, for all in it to see.';
export const FAULT = (reference: string): string =>
  `Something went wrong here (reference ${reference}). Nothing was lost. Ask again, or give the reference to the person who runs the desk.`;
/** The last line of a stored answer. */
export const KEPT = (id: string): string => `Answer ${id}, kept for 90 days: /detainer show ${id}`;
export const CITE = 'Cite';
export const EXPORT = 'Export CSV';
export const SEEN_BY_ALL = 'It is posted to this conversation: everyone in it can see it.';
export const EXPORT_CONFIRM = 'The CSV file is posted to this conversation: everyone in it can open it.';
export const ASKED_BY = 'Asked by';
export const ASKED_WITH = (words: string): string => `Asked with /detainer ${words}`;

/** What is said by another way, where Slack did not take a reply. */
export const NOT_ARRIVED = (error: string, remedy: string): string =>
  `Slack did not take the desk's answer: ${error}. ${remedy}`;
export const UNSURE = "Slack did not say whether it took the desk's answer. If it is not there, ask again.";
export const ASK_HERE = 'Ask it here';

/** The search modal. */
export const SEARCH = {
  title: 'Ask the desk',
  submit: 'Ask',
  close: 'Cancel',
  words: 'Ask in your own words',
  wordsHint: 'Or choose a place below. The answer says how the words were read.',
  wordsExample: 'how many were declined in Minnesota last year',
  severalHint: 'The message names several places, or one name of several places: open the list and choose.',
  place: 'Place, agency or facility',
  placeHint: 'Two letters are enough. Two places of one name show their state.',
  placeholder: 'Cook County, LASD, St. Cloud ...',
  kind: 'What about it?',
  kinds: {
    policy: 'The rules there on detainers',
    lookup: 'Detainer records sent there',
    releases: 'Published declined-detainer releases',
  },
  since: 'From',
  sinceHint: 'For the rules: the day asked about.',
  until: 'To',
  untilHint: 'For the rules: used where no first day is chosen.',
  anyDay: 'Any day',
  to: 'Answer in',
  toHint: 'You alone see it. Without a conversation it comes as a direct message.',
  nothingChosen: 'Choose a place, an agency or a facility, or ask in your own words.',
  reversed: 'This day is before the first. Swap them.',
};

/** The form that sets up a digest or a watch. */
export const SET_UP = {
  button: 'Set up a digest or a watch',
  title: 'News for a channel',
  submit: 'Set up',
  close: 'Cancel',
  what: 'What would you like?',
  whats: { digest: 'A digest at a set hour', watch: 'A post when facts on a place arrive' },
  place: 'Place, agency or facility',
  placeHint: 'Empty: everywhere (for a digest).',
  placeKept: (places: string): string => `Empty: as now, ${places}.`,
  placeNeeded: 'Choose a place to watch.',
  placeholder: 'Texas, Cook County ...',
  kind: 'Which news?',
  keep: 'As now',
  kinds: {
    all: 'All kinds',
    releases: 'Published declined releases',
    'policy,agreements': 'Rules and 287(g) agreements',
    'outcomes,data': 'Data releases and changed outcomes',
  },
  at: 'Hour of the digest',
  digestOnly: 'This and what follows is for a digest.',
  zone: 'Time zone',
  days: 'Days',
  dayChoices: { daily: 'Every day', 'mon-fri': 'Weekdays' },
  to: 'In which channel?',
  toHint: 'The desk posts there, for all in it to see.',
  notOpened:
    'Slack did not open the form this time. Type in the channel: /detainer digest on at:08:00 tz:America/New_York in:Texas',
};

/** The form of a correction. */
export const CORRECTION = {
  button: 'Wrong or outdated?',
  title: 'Wrong or outdated?',
  submit: 'Report',
  close: 'Cancel',
  reason: 'What is it?',
  sentence: 'One sentence, if you like',
  hint: 'What is wrong, and where it stands. No names of persons: they are refused and not kept.',
  example: 'The order was withdrawn in May 2026',
};

/** Forms of command lines. */
export const FORM = {
  close: 'Cancel',
  choose: 'Choose',
  notOpened:
    'Slack did not open the form this time. Try again, or paste the text into: /detainer intake. Press releases are read for editors of this desk.',
};

/** The home tab. */
export const HOME = {
  title: 'Detainer Desk',
  about:
    'Sourced answers about U.S. immigration detainers (Form I-247A). Type /detainer in any channel, mention the desk, or write to it in a direct message.',
  help: 'What you can ask',
  digests: 'Digests that you set up',
  noDigests: 'None. In a channel: /detainer digest on at:08:00 tz:America/New_York',
  watches: 'Watches that you set up',
  noWatches: 'None. In a channel: /detainer watch "Cook County, IL"',
  answers: 'Your latest answers',
  noAnswers: 'None of the last 90 days.',
  sources: 'How fresh the facts are',
  noSources: 'Nothing is loaded yet.',
  direct: 'direct message',
};

const OPERATOR = 'The person who runs the desk can change that.';
/** A slash command of the app's settings that the desk does not know. */
export const OTHER_COMMAND = `The desk answers /detainer alone. For example: /detainer policy "Cook County, IL"`;
/** Why a request is refused. Only the asker sees it. */
export const REFUSED = {
  'not listed': () =>
    'This button is from an older version of the desk and no longer works. Ask again, for example: /detainer policy "Cook County, IL"',
  workspace: () => `The desk does not answer in this workspace. ${OPERATOR}`,
  connect: () => `The desk answers only people of its own workspace, and you are from another one. ${OPERATOR}`,
  channel: () => `The desk does not answer in this channel. ${OPERATOR}`,
  guest: () => `The desk answers only members of the workspace, and you are a guest. ${OPERATOR}`,
  group: () => `The desk answers only people in certain user groups, and you are in none of them. ${OPERATOR}`,
  'not known': () => 'Slack is not saying at the moment who may ask here. Nothing is lost: ask again in a minute.',
  role: () => `Your role does not allow this here. ${OPERATOR}`,
  person: (seconds: number) =>
    `You have used your share of the desk's time for this minute. Ask again in ${seconds} seconds.`,
  everybody: (seconds: number) =>
    `Your workspace has used its share of the desk's time for this minute. Nothing is wrong with your question: ask it again in ${seconds} seconds.`,
};
