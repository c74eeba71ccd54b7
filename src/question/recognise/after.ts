import type { Phrases } from '../phrases.ts';

const EVENT =
  'arrest|arrests|arrested|apprehended|deported|deportation|removed|removal|departure|detained|booked|booking';

/** What followed detainers; of people, and never of a person. */
export const after: Phrases = {
  kind: 'after',
  phrases: {
    after: `what? happened|happens|came|comes after|afterwards|next
      what? happened|happens to people|those|everyone with|on|under|after
      ${EVENT} by? ice|immigration? after|following|afterwards
      how long|soon|quickly|many days|fast until|till|before|to|for an|a|the|ice? ${EVENT} by? ice? after|following?`,
  },
};
