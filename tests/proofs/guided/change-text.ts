import { ODD } from '../odd-text.ts';

type Random = (below: number) => number;

/** Text with one to four changes: parts dropped, doubled, put elsewhere or taken from another text, odd and known words put in. */
export function changeText(text: string, other: string, random: Random, words: readonly string[]): string {
  let changed = text;
  for (let times = 1 + random(4); times > 0; times -= 1) changed = changeOnce(changed, other, random, words);
  return changed.slice(0, 20_000);
}

function changeOnce(text: string, other: string, random: Random, words: readonly string[]): string {
  const from = random(text.length + 1);
  const to = Math.min(text.length, from + 1 + random(random(4) === 0 ? 200 : 12));
  const put = (part: string) => text.slice(0, from) + part + text.slice(from);
  switch (random(8)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return put(text.slice(from, to).repeat(1 + random(3)));
    case 2:
      return put(` ${words[random(words.length)]} `);
    case 3:
      return put(ODD[random(ODD.length)] ?? '');
    case 4: {
      const start = random(other.length + 1);
      return put(other.slice(start, start + 1 + random(60)));
    }
    case 5:
      return (
        text.slice(0, from) + String.fromCodePoint(32 + random(random(3) === 0 ? 0x2fff : 95)) + text.slice(from + 1)
      );
    case 6:
      return text.slice(from, to) + text.slice(0, from) + text.slice(to);
    default:
      return text.slice(0, from) + (words[random(words.length)] ?? '') + text.slice(to);
  }
}

/** Bytes with some changed, a stretch dropped or doubled, or an end cut off. */
export function changeBytes(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.length === 0) return Buffer.from([random(256)]);
  const at = random(copy.length);
  switch (random(4)) {
    case 0:
      return copy.subarray(0, at);
    case 1:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(Math.max(0, at - random(40)))]);
    default:
      for (let times = 1 + random(6); times > 0; times -= 1) copy[random(copy.length)] = random(256);
      return copy;
  }
}
