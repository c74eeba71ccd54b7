import type { Phrases } from '../phrases.ts';

const EVENT =
  'arrest|arrests|arrested|arresting|apprehended|deported|deportation|removed|removal|departure|detained|detention|booked|booking';

/** What followed detainers; of people, and never of a person. */
export const after: Phrases = {
  kind: 'after',
  phrases: {
    after: `what? happened|happens|came|comes after|afterwards|next
      what? happened|happens to people|those|everyone with|on|under|after
      what? became|becomes of people|those|everyone|detainees with|on|under|after?
      ${EVENT} by? ice|immigration? after|following|afterwards
      people? was|were|is|are? later? ${EVENT} by? ice|immigration? after|following|afterwards
      how long|soon|quickly|many days|fast until|till|before|to|for an|a|the|ice? ${EVENT} by? ice? after|following?
      median|average|mean|typical|number? of? days|time|wait|delay from|between a|the|ice? detainer|detainers and|to|until|till a|an|the|ice? ${EVENT}
      how long|many days from|between a|the|ice? detainer|detainers and|to|until|till a|an|the|ice? ${EVENT}
      median|average|mean|typical|number? of? days until|till|to|before a|an|the|ice? ${EVENT} after|following?`,
  },
};
