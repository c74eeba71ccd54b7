import type { Phrases } from '../phrases.ts';

/** The criminal record, as ICE's categories put it. */
export const criminality: Phrases = {
  kind: 'criminality',
  phrases: {
    none: `no|without|w/o|zero|lacking|lack a|any? criminal? record|records|conviction|convictions|history|background
      no|without|w/o a|any? crime|crimes|priors
      non-criminal|noncriminal|non-criminals|noncriminals|unconvicted
      non criminal|criminals
      never been? convicted|charged
      not|never convicted of? a|any|anything? crime|crimes?
      clean record|records
      sin antecedentes`,
    convicted: `with|w|had|have|has a|any|prior? criminal? conviction|convictions|record|records
      convicted|convict|convicts|felons|felony|felonies
      convicted criminal|criminals|of? a? crime|crimes?
      prior convictions|conviction|record`,
    pending: `pending charge|charges
      charges pending
      charges that|which are? pending
      with pending charges`,
  },
};
