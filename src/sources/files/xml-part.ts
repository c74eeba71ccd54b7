import type { Readable } from 'node:stream';
import { SaxesParser, type SaxesTagPlain } from 'saxes';

interface Handlers {
  open?: (tag: SaxesTagPlain) => void;
  text?: (piece: string) => void;
  close?: (name: string) => void;
}

/** The most text between two tags: a longer text, attribute or comment would pile up in memory. */
const LONGEST_SILENCE = 2 ** 22;

const DEEPEST = 64;

/** Passes a part through tag handlers, and yields after each piece what `take` has gathered. */
export async function* parsePart<T>(
  stream: Readable,
  { open, text, close }: Handlers,
  take: () => T[] = () => [],
  onPiece: (piece: string) => void = () => {},
): AsyncGenerator<T[]> {
  stream.setEncoding('utf8');
  const parser = new SaxesParser();
  let failed: Error | undefined;
  let [silence, depth] = [0, 0];
  parser.on('error', (error) => {
    failed ??= error;
  });
  parser.on('opentagstart', () => {
    silence = 0;
    depth += 1;
    if (depth > DEEPEST) throw new Error('tags are nested too deeply');
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    close?.(name);
  });
  if (open) parser.on('opentag', open);
  if (text) parser.on('text', text);
  for await (const piece of stream) {
    silence += (piece as string).length;
    parser.write(piece as string);
    if (failed) throw failed;
    if (silence > LONGEST_SILENCE) throw new Error('a text, attribute or comment is too long');
    onPiece(piece as string);
    const taken = take();
    if (taken.length > 0) yield taken;
  }
  parser.close();
  if (failed) throw failed;
  yield take();
}

/** Passes a whole part through tag handlers. */
export async function parseAll(stream: Readable, handlers: Handlers): Promise<void> {
  for await (const _ of parsePart(stream, handlers)) {
    // The handlers collect.
  }
}

/** A name without its prefix: 'x:row' -> 'row'. */
export const local = (name: string) => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name);

/** An attribute's text. */
export const attribute = (tag: SaxesTagPlain, name: string): string | undefined => tag.attributes[name];
