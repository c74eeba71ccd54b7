/** What a name may mean that is no place itself but stands in one. */
export const SITE_KINDS = ['airport', 'federal prison', 'ICE detention', 'state prison', 'tribal police'] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

/** Each kind in a sentence, and why the rules of the county around it do not decide there. */
export const SITE_WORDS: Record<SiteKind, { is: string; why: string }> = {
  airport: {
    is: 'an airport',
    why: 'An airport runs no jail, so no detainer is sent to it. Its police book people into the jail of a county.',
  },
  'federal prison': {
    is: 'a federal prison (Bureau of Prisons)',
    why: 'No rule of a county or a state on detainers governs a federal prison.',
  },
  'ICE detention': {
    is: 'an ICE detention site, often run by a contractor,',
    why: 'People held there for ICE are already in its custody. The rules of the county around it are those of the county jail.',
  },
  'state prison': {
    is: 'a state prison',
    why: "Rules of counties and cities do not reach a state prison; the state's do where they name prisons.",
  },
  'tribal police': {
    is: 'the police of a tribal nation',
    why: 'A tribal nation makes its own rules, and none is loaded. The rules of the state and the counties around it are not its rules.',
  },
};
