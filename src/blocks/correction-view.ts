import type { ModalView, PlainTextOption } from '@slack/types';
import { LONGEST_SENTENCE, REASONS, type Reason } from '../rules/correction.ts';
import { textObject } from './parts.ts';
import type { SearchOrigin } from './search-view.ts';
import { CORRECTION } from './words.ts';

const optionOf = ([value, label]: [string, string]): PlainTextOption => ({ text: textObject(label, 75), value });

/** The form that reports an answer as wrong or outdated. Its metadata hold the answer's id and where to reply. */
export function correctionView(id: string, origin: SearchOrigin): ModalView {
  const options = Object.entries(REASONS).map(optionOf);
  return {
    type: 'modal',
    callback_id: 'correction',
    private_metadata: JSON.stringify({ ...origin, id }),
    title: textObject(CORRECTION.title, 24),
    submit: textObject(CORRECTION.submit, 24),
    close: textObject(CORRECTION.close, 24),
    blocks: [
      {
        type: 'input',
        block_id: 'reason',
        label: textObject(`${CORRECTION.reason} (${id})`, 100),
        element: { type: 'radio_buttons', action_id: 'reason', options },
      },
      {
        type: 'input',
        block_id: 'sentence',
        optional: true,
        label: textObject(CORRECTION.sentence, 100),
        hint: textObject(CORRECTION.hint, 200),
        element: {
          type: 'plain_text_input',
          action_id: 'sentence',
          max_length: LONGEST_SENTENCE,
          placeholder: textObject(CORRECTION.example, 75),
        },
      },
    ],
  };
}

/** The answer's id in a form's metadata; '' if it holds something else. */
export function readCorrectedId(metadata: string | undefined): string {
  try {
    const { id } = JSON.parse(metadata || '{}') as { id?: unknown };
    return typeof id === 'string' ? id : '';
  } catch {
    return '';
  }
}

export const isReason = (value: unknown): value is Reason => typeof value === 'string' && Object.hasOwn(REASONS, value);
