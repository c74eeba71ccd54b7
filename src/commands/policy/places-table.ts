import type { FullTable, Notice } from '../../answer.ts';
import { startOf } from '../../rules/policy-at-date.ts';
import type { PlacesQuestion } from './find-places-by-rule.ts';
import { citationsOf, leadOf, nameOf, placesAnswer, ruledValue, titleOf } from './places-answer.ts';

/** Every place, with the value of each rule asked for and the row that leads. */
export function placesTable(question: PlacesQuestion): FullTable | Notice {
  const answer = placesAnswer(question);
  const { found, rules } = question;
  if (found.length === 0)
    return { ...answer, kind: 'notice', parts: [], summary: `There are no rows to export. ${answer.summary}` };
  return {
    kind: 'rows',
    title: titleOf(question),
    columns: [
      'place',
      'level',
      'state',
      ...rules.map(({ dimension }) => dimension),
      'rule',
      'since',
      'as_of',
      'confidence',
      'source',
    ],
    rows: found.map((place) => {
      const lead = leadOf(place, rules[0]?.dimension);
      return [
        nameOf(place),
        place.level,
        place.state,
        ...rules.map(({ dimension }) => ruledValue(place, dimension)),
        lead?.instrument ?? '',
        lead ? startOf(lead) : '',
        lead?.as_of ?? '',
        lead?.confidence ?? '',
        lead?.source_url ?? '',
      ];
    }),
    total: found.length,
    notes: [answer.summary, ...answer.parts.flatMap((part) => (part.kind === 'note' ? [part.text] : []))],
    citations: citationsOf(
      found,
      rules.map(({ dimension }) => dimension),
    ),
  };
}
