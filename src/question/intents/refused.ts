import type { Draft } from '../draft.ts';
import type { Refusal } from '../recognise/refusal.ts';
import type { Slots } from '../slots.ts';
import type { Kind } from '../span.ts';

/** Of these a record speaks. People alone are none: the desk counts detainers, and lists no inhabitants. */
const RECORDED: readonly Kind[] = ['detainer', 'outcome', 'honor', 'release', 'case', 'disputed', 'charge', 'after'];
/** Of these a question on rules has one. */
const ASKED: readonly Kind[] = ['rule', 'honor', 'agreement', 'model', 'detainer', 'outcome', 'release', 'loaded'];
const COUNTED = new Set(['stats', 'top', 'compare', 'after', 'watch']);

const namesPeople = (slots: Slots): boolean =>
  slots.has('people', 'people') || slots.has('loaded', 'people', 'slur') || slots.says('everyone', 'everybody');

const isOfRecord = (slots: Slots): boolean =>
  RECORDED.some((kind) => slots.has(kind)) ||
  slots.says('detainer', 'detainers', 'hold', 'holds') ||
  (slots.has('ice') && slots.says('held', 'holding'));

/** Kinds of rules that are about ICE by themselves. */
const TELLING = [
  'rules',
  'sanctuary',
  'hold',
  'notify',
  'access',
  'share',
  'transfer',
  'required',
  'prohibited',
  'allowed',
] as const;

/** 'Is Chicago protecting criminals': all that ties it to the field is a word that judges. */
const isAccusation = (slots: Slots): boolean =>
  slots.has('loaded', 'slur') &&
  slots.has('rule', 'protect', 'cooperate') &&
  !slots.has('rule', ...TELLING) &&
  !['honor', 'agreement', 'detainer', 'ice', 'outcome', 'release'].some((kind) => slots.has(kind as Kind));

/** The draft, unless its words ask for a list or a number of people, or only accuse. */
export function unlessRefused(draft: Draft, slots: Slots): Draft {
  const refuses = refusalOf(draft, slots);
  if (refuses) return { ...draft, refuses };
  // 'Which inmates does ICE want in Denver' asks for no rule.
  if (
    draft.command === 'policy' &&
    !draft.asks &&
    slots.has('people', 'people') &&
    !ASKED.some((kind) => slots.has(kind))
  )
    return {
      ...draft,
      asks: 'The desk knows the rules there and counts detainers, and looks up no people. The rules?',
    };
  if (draft.command === 'lookup' && !draft.asks && slots.has('citizenship') && !isOfRecord(slots))
    return { ...draft, asks: 'The desk lists records of detainers, and no people. These records?' };
  return draft;
}

function refusalOf({ command }: Draft, slots: Slots): Refusal['why'] | undefined {
  if (command === 'policy' || command === 'places') return isAccusation(slots) ? 'opinion' : undefined;
  const people = namesPeople(slots) || (command === 'lookup' && slots.has('criminality'));
  if (!people || isOfRecord(slots)) return undefined;
  if (command === 'lookup') return slots.has('citizenship') ? undefined : 'person';
  return COUNTED.has(command) && !slots.has('citizenship') && !slots.has('criminality') ? 'scope' : undefined;
}
