const LONG =
  /\b(?:U\. ?S\. )?(?:Immigration and Customs Enforcement|(Enforcement and Removal Operations))(?: \((?:ICE|ERO|ICE\/ERO)\))?('s)?(?: \((?:ICE|ERO)\))?/g;

/**
 * The sentence with 'ICE' and 'ERO' for their long names, whose dots and words part what belongs together; `place` turns
 * a place in it into the place in the sentence as given.
 */
export function withShortNames(text: string): { text: string; place: (at: number) => number } {
  const cuts: { at: number; longer: number }[] = [];
  let shortened = 0;
  const short = text.replace(LONG, (name: string, isEro: string | undefined, own: string | undefined, at: number) => {
    const letters = `${isEro ? 'ERO' : 'ICE'}${own ?? ''}`;
    cuts.push({ at: at - shortened + letters.length, longer: name.length - letters.length });
    shortened += name.length - letters.length;
    return letters;
  });
  return {
    text: short,
    place: (at) => cuts.reduce((place, cut) => (cut.at <= at ? place + cut.longer : place), at),
  };
}
