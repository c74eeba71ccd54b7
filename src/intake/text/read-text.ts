import type { Span } from '../found.ts';
import { inPlainSigns } from './characters.ts';
import { looksLikeHtml, textOfHtml } from './html.ts';
import { type Block, inBlocks } from './lines.ts';
import { asPasted, spanIn } from './mapped.ts';
import { type Sentence, sentencesOf } from './sentences.ts';

/** A text ready to be read. Places in it become places in the text as pasted with `span`. */
export interface ReadText {
  text: string;
  blocks: Block[];
  sentences: Sentence[];
  span: (start: number, end: number) => Span;
  html: boolean;
}

/** Cleans a pasted text and cuts it into paragraphs and sentences. */
export function readText(pasted: string): ReadText {
  const html = looksLikeHtml(pasted);
  const plain = inPlainSigns(html ? textOfHtml(asPasted(pasted)) : asPasted(pasted));
  const { mapped, blocks } = inBlocks(plain);
  return {
    text: mapped.text,
    blocks,
    sentences: sentencesOf(mapped.text, blocks),
    span: (start, end) => spanIn(mapped, start, end),
    html,
  };
}
