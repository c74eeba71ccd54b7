import { describeCounts } from '../../cards/agreement-words.ts';
import type { Agreement } from '../../db/agreements.ts';
import { hasEndedBy, isKnownUnlisted, type StandingList } from '../../rules/agreement-at-date.ts';
import { modelName } from '../../rules/agreement-model.ts';
import { formatDate } from '../../rules/dates.ts';
import { nameKey } from '../../rules/name-key.ts';
import { withThe } from '../../rules/with-the.ts';
import { plural } from '../../rules/wording.ts';
import type { AgreementsQuestion } from './find-agreements.ts';

/** '287(g) agreements: Florida, on Jul 18, 2025, Jail Enforcement Model'. */
export function titleOf(question: AgreementsQuestion): string {
  const { placeName, stage, which, since, on } = question;
  const what = stage === 'pending' ? 'Pending 287(g) requests' : '287(g) agreements';
  const time =
    which === 'standing'
      ? `on ${formatDate(on)}`
      : `${which === 'signed' ? 'signed' : 'gone'} since ${formatDate(since ?? '')}`;
  return [`${what}: ${placeName ?? 'the United States'}`, time, ...modelsOf(question)].join(', ');
}

const modelsOf = ({ models }: AgreementsQuestion): string[] =>
  models.map((model_code) => modelName({ model_code, model: '' }));

/** How many agreements of how many agencies, by model, in one sentence; then what the number leaves out. */
export function summaryOf(question: AgreementsQuestion): string {
  if (question.which === 'signed') return signedSince(question);
  return question.which === 'left' ? leftSince(question) : standing(question);
}

/** ' in Texas' or ' of the Florida Highway Patrol', and ' under the Jail Enforcement Model' where no count names the models. */
function scopeOf(question: AgreementsQuestion) {
  const { placeName, isOfAgency } = question;
  const models = modelsOf(question);
  const name = placeName ? withThe(placeName) : '';
  return {
    where: name && !isOfAgency ? ` in ${name}` : '',
    whose: name && isOfAgency ? ` of ${name}` : '',
    kind: models.length > 0 ? ` under the ${models.join(' or ')}` : '',
  };
}

/** '3 agreements of 2 agencies (...)'; of an agency '1 agreement of the Virginia State Police (...), as "..."'. */
function countsOf(
  { placeName, isOfAgency }: AgreementsQuestion,
  rows: readonly Agreement[],
  noun = 'agreement',
): string {
  if (!isOfAgency || !placeName) return describeCounts(rows, noun);
  const plain = placeName.replace(/, [A-Z]{2}$/, '');
  const names = [...new Set(rows.map(({ agency }) => agency))].filter((name) => nameKey(name) !== nameKey(plain));
  const as = names.length > 0 ? `, as ${names.map((name) => `"${name}"`).join(' and ')},` : '';
  return `${describeCounts(rows, noun).replace(/ of [\d,]+ agenc(?:y|ies)/, ` of ${withThe(placeName)}`)}${as}`;
}

function signedSince(question: AgreementsQuestion): string {
  const { rows, on } = question;
  const { where, whose, kind } = scopeOf(question);
  if (rows.length === 0) return `No agreement${whose} that is loaded was signed${where}${kind} ${daysOf(question)}.`;
  const gone = rows.filter((row) => (row.left_on ?? '9') <= on || hasEndedBy(row, on)).length;
  const more = gone > 0 ? ` ${gone} of them ${gone === 1 ? 'is' : 'are'} no longer listed.` : '';
  return `${countsOf(question, rows)} ${were(rows)} signed${where} ${daysOf(question)}.${more}`;
}

function leftSince(question: AgreementsQuestion): string {
  const { where, whose, kind } = scopeOf(question);
  return question.rows.length === 0
    ? `No agreement${whose} that is loaded left ICE's list or ended${where}${kind} ${daysOf(question)}.`
    : `${countsOf(question, question.rows)} left ICE's list or ended${where} ${daysOf(question)}.`;
}

const daysOf = ({ since, on, args }: AgreementsQuestion): string =>
  `since ${formatDate(since ?? '')}${on === args.today ? '' : ` until ${formatDate(on)}`}`;

function standing(question: AgreementsQuestion): string {
  const { rows, on, stage, list, pendingList } = question;
  const { where, whose, kind } = scopeOf(question);
  const asked = stage === 'pending' ? pendingList : list;
  const [noun, word] = stage === 'pending' ? ['request', 'pending'] : ['agreement', 'listed'];
  const day = formatDate(on);
  if (rows.length === 0)
    return `No ${noun}${whose} ${asked.covers ? 'was' : 'is known to have been'} ${word}${where}${kind} on ${day}.`;
  const unlisted = stage === 'pending' ? [] : rows.filter((row) => isKnownUnlisted(row, on, list));
  const listed = rows.filter((row) => !unlisted.includes(row));
  if (listed.length === 0)
    return `${countsOf(question, unlisted)} ${were(unlisted)} signed${where} by ${day}, on no list of that time that is loaded.`;
  const ended = listed.filter((row) => hasEndedBy(row, on));
  return [
    `${countsOf(question, listed, noun)} ${were(listed)} ${word}${where} ${describeWhen(asked, day)}.`,
    ...(unlisted.length > 0
      ? [`${plural(unlisted.length, 'more agreement')}, signed after that sheet, ${isOrAre(unlisted)} known.`]
      : []),
    ...(ended.length === 1 ? ['One of them had ended by then, though ICE still listed it.'] : []),
    ...(ended.length > 1 ? [`${ended.length} of them had ended by then, though ICE still listed them.`] : []),
  ].join(' ');
}

function describeWhen({ covers, day, next }: StandingList, on: string): string {
  if (covers && day)
    return formatDate(day) === on ? `on ${on}` : `on ICE's sheet of ${formatDate(day)}, last before ${on}`;
  return `on ICE's sheet of ${formatDate(day ?? '')}, ${next ? `the last loaded before ${on}` : 'the newest loaded'}`;
}

const were = (rows: readonly unknown[]): string => (rows.length === 1 ? 'was' : 'were');
const isOrAre = (rows: readonly unknown[]): string => (rows.length === 1 ? 'is' : 'are');
