import { factForms } from './forms.ts';
import { type After, otherForms } from './other-forms.ts';
import type { Gazetteer } from './places.ts';
import { createPick } from './random.ts';

const ASKED = ['', '', 'hey, ', 'can you tell me ', 'quick question: ', 'please ', 'i need to know '];
const END = ['', '', '?', ' please', ' thanks', ', on deadline'];

/** Command lines with English forms of them, over every place of the gazetteer. */
export function createVerbaliser(random: () => number, gazetteer: Gazetteer): () => After {
  const pick = createPick(random);
  return () => {
    const said = pick.one<(typeof otherForms)[number]>([...factForms, ...otherForms])(pick, gazetteer);
    // What follows an answer begins with no greeting.
    return said.previous ? said : { ...said, words: `${pick.one(ASKED)}${said.words}${pick.one(END)}` };
  };
}
