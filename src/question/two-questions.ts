const OPENING =
  '(?:does|do|did|is|are|was|were|has|have|can|may|must|will|would|how (?:many|much|often|long)|what|whats|which|who|where|when|compare|show|list|chart)';
const JOINT = new RegExp(
  `(?:[,;]? (?:and|also|plus)(?: also| then)? |[,;] |[?.!] (?:and |also |then )?)(?=${OPENING} )`,
  'gi',
);
const SHORTEST = 3;

/** Where a text may hold two questions: the first and the second of each cut, the longest first question first. */
export function splitQuestions(text: string): { first: string; second: string }[] {
  return [...text.matchAll(JOINT)]
    .reverse()
    .map(({ 0: joint, index }) => ({ first: text.slice(0, index), second: text.slice(index + joint.length) }))
    .filter(({ first, second }) => [first, second].every((part) => part.trim().split(/\s+/).length >= SHORTEST));
}
