import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Form, FormField } from '../answer.ts';
import { wellFormed } from './escape.ts';
import { LIMITS } from './limits.ts';
import { textObject } from './parts.ts';
import { FORM } from './words.ts';

/** Where the answer to a form goes, and the command line that the form fills in. */
export interface FormOrigin {
  line: string;
  responseUrl?: string;
  channelId?: string;
}

/** A form as a modal. Its metadata says which line it is of and where the answer goes. */
export function formView(form: Form, origin: Omit<FormOrigin, 'line'>): ModalView {
  return {
    type: 'modal',
    callback_id: 'fill',
    private_metadata: JSON.stringify({ ...origin, line: form.line }),
    title: textObject(form.title, 24),
    submit: textObject(form.submit, 24),
    close: textObject(FORM.close, 24),
    blocks: [
      ...form.notes.slice(0, 20).map((note) => ({ type: 'section' as const, text: textObject(note, 1500) })),
      ...form.fields.map(inputOf),
    ],
  };
}

/** The line that `formView` wrote into a form's metadata; undefined if it is something else. */
export function readLine(metadata: string | undefined): string | undefined {
  try {
    const { line } = JSON.parse(metadata || '{}') as { line?: unknown };
    return typeof line === 'string' ? line : undefined;
  } catch {
    return undefined;
  }
}

function inputOf(field: FormField): InputBlock {
  const { name, label, hint, optional } = field;
  return {
    type: 'input',
    block_id: name,
    optional: optional ?? false,
    label: textObject(label, 100),
    ...(hint ? { hint: textObject(hint, 500) } : {}),
    element: elementOf(field),
  };
}

function elementOf(field: FormField): InputBlock['element'] {
  const { name: action_id, value } = field;
  switch (field.kind) {
    case 'day':
      return { type: 'datepicker', action_id, ...(value ? { initial_date: value } : {}) };
    case 'choice':
    case 'menu': {
      const options = field.choices.slice(0, field.kind === 'menu' ? LIMITS.menu : LIMITS.options).map(optionOf);
      const initial = options.find((option) => option.value === value);
      const chosen = initial ? { initial_option: initial } : {};
      return field.kind === 'choice'
        ? { type: 'radio_buttons', action_id, options, ...chosen }
        : { type: 'static_select', action_id, options, placeholder: textObject(FORM.choose, 75), ...chosen };
    }
    default:
      return {
        type: 'plain_text_input',
        action_id,
        multiline: field.kind === 'text',
        max_length: field.longest,
        ...(value ? { initial_value: wellFormed(value.slice(0, field.longest)) } : {}),
      };
  }
}

const optionOf = ({ value, label }: { value: string; label: string }): PlainTextOption => ({
  text: textObject(label, 75),
  value,
});
