import { isSame, type Mention } from './mention.ts';
import { isAgedName, namedAt, withName } from './named.ts';
import { phraseAt } from './phrase.ts';
import { type Token, tokensOf } from './tokens.ts';

/** The people that a sentence describes, in their order. */
export function findPeople(text: string, isStart: boolean): Mention[] {
  const tokens = tokensOf(text);
  const words = tokens.map(({ text: word }) => word.replace(/'s?$/, ''));
  const said = { tokens, words };
  const mentions: Mention[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const mention =
      withName(said, phraseAt(said, at, (isStart && at === 0) || isAgedName(said, at))) ?? namedAt(said, at);
    if (!mention || isVictim(tokens, at, mention)) continue;
    mentions.push(mention);
    while ((tokens[at + 1]?.start ?? Number.POSITIVE_INFINITY) < mention.end) at += 1;
  }
  return joined(mentions, text);
}

/** Whom something was done to: 'raping a 12-year-old girl', 'the death of a 62-year-old woman'. */
function isVictim(tokens: readonly Token[], at: number, mention: Mention): boolean {
  if (mention.citizenship && mention.kind === 'new' && !(mention.age && mention.age.value < 16)) return false;
  if (mention.age && mention.age.value < 14) return true;
  const before = tokens[at - 1]?.lower ?? '';
  return (
    /^(?:against|killing|raping|assaulting|stabbing|shooting|molesting|abusing|involving|killed|raped|stabbed|beating|robbing|kidnapping|strangling|striking|hitting|injuring|attacking|murdering|threatening|groping|trafficking|with)$/.test(
      before,
    ) ||
    (before === 'of' &&
      !/^(?:arrest|release|custody|apprehension|removal)$/.test(tokens[at - 2]?.lower ?? '') &&
      !mention.citizenship) ||
    (before === 'on' && !mention.citizenship)
  );
}

/** 'Juan Perez, a 24-year-old Salvadoran national': two mentions side by side are one person. */
function joined(mentions: Mention[], text: string): Mention[] {
  const result: Mention[] = [];
  for (const mention of mentions) {
    const last = result.at(-1);
    const between = last ? text.slice(last.end, mention.start) : '';
    if (
      last &&
      /^,? ?(?:and |— )?$/.test(between) &&
      !mention.another &&
      between.length < 6 &&
      between !== ' and ' &&
      isSame(last, mention)
    ) {
      Object.assign(last, { ...mention, ...last, end: mention.end, names: [...last.names, ...mention.names] });
    } else result.push(mention);
  }
  return result;
}
