import type { Dimension } from '../rules/policy-record.ts';

export const DIMENSION_LABELS: Record<Dimension, string> = {
  hold_on_detainer: 'Hold on a detainer',
  notify_release: 'Tell ICE of a release',
  jail_access_for_ice: 'ICE access to the jail',
  share_information: 'Share information',
  agreement_287g: '287(g) agreement',
};

/** The label inside a sentence: 'tell ICE of a release', but 'ICE access to the jail'. */
export const inSentence = (dimension: Dimension): string =>
  DIMENSION_LABELS[dimension].replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
