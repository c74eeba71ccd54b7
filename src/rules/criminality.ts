/** ICE's category of a person when it prepared the detainer. Charges are not convictions. */
export type Criminality = 'convicted' | 'pending' | 'neither' | 'not recorded';

/** Reads ICE's text, as in '1 Convicted Criminal'. A text that is none of the three known ones says nothing. */
export function criminalityOf(text: string | null): Criminality {
  const known = /^(?:[123] )?(convicted criminal|pending criminal charges|other immigration violator)$/i.exec(
    text ?? '',
  );
  const [, said = ''] = known ?? [];
  if (/^convicted/i.test(said)) return 'convicted';
  if (/^pending/i.test(said)) return 'pending';
  return said === '' ? 'not recorded' : 'neither';
}
