/** Labels that every mouth says alike. */
export const SOURCE = 'Source';
export const AS_OF = 'as of';
export const MORE_NOT_SHOWN = (count: number): string => `${count.toLocaleString('en-US')} more not shown here.`;
export const POST_TO_CHANNEL = 'Post to channel';
export const CHART_POSTED = 'The chart is posted to this channel as a file, for all in it to see.';
export const FAULT = (reference: string): string =>
  `Something went wrong here (reference ${reference}). Nothing was lost: ask again, or give the reference to whoever keeps the desk.`;
/** The last line of an answer that was kept. */
export const KEPT = (id: string): string => `Answer ${id}, kept for 90 days: /detainer show ${id}`;
export const CITE = 'Cite';
export const EXPORT = 'Export CSV';
export const EXPORT_CONFIRM = 'The CSV file is posted to this conversation: everyone in it can open it.';
export const ASKED_BY = 'Asked by';
export const ASKED_WITH = (words: string): string => `Asked with /detainer ${words}`;

/** The search modal. */
export const SEARCH = {
  title: 'Ask the desk',
  submit: 'Ask',
  close: 'Cancel',
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
  nothingChosen: 'Choose a place, an agency or a facility.',
  reversed: 'This day is before the first. Swap them.',
};

/** The home tab. */
export const HOME = {
  title: 'Detainer Desk',
  about:
    'Sourced answers about U.S. immigration detainers (Form I-247A). Type /detainer in any channel, mention the desk, or write to it here under Messages.',
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

const KEEPER = 'Whoever keeps the desk can change that.';
/** Why somebody is not answered: to them alone. */
export const REFUSED = {
  'not listed': () =>
    'This button is older than the desk as it is now, and what it did is done otherwise. Ask again, for example: /detainer policy "Cook County, IL"',
  workspace: () => `The desk answers in other workspaces, not in this one. ${KEEPER}`,
  connect: () => `The desk answers people of its own workspace; you come from another. ${KEEPER}`,
  channel: () => `The desk answers in other channels, not in this one. ${KEEPER}`,
  guest: () => `The desk answers members of the workspace, and you are a guest here. ${KEEPER}`,
  group: () => `The desk answers people of certain user groups, and you are in none of them. ${KEEPER}`,
  'not known': () => 'Slack does not say just now who may ask here. Nothing is lost: ask again in a minute.',
  role: () => `Your role does not allow this here. ${KEEPER}`,
  person: (seconds: number) =>
    `You asked more within a minute than the desk does for one person, so that it has time for everybody. Ask again in ${seconds} seconds.`,
  everybody: (seconds: number) =>
    `The workspace asked more within a minute than the desk can do. Nothing is wrong with your question: ask it again in ${seconds} seconds.`,
};
