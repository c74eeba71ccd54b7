export type Conviction = 'Violent crime' | 'Nonviolent crime' | 'None';

/**
 * The class of the most serious conviction by its NCIC code, by the Deportation Data Project's rule: homicide without
 * negligent manslaughter, rape without statutory rape, robbery and aggravated assault are violent. 'None' means that
 * the row lists no conviction, which is not the same as none.
 */
export function convictionOf(code: string | null): Conviction {
  if (code === null) return 'None';
  if (!/^\d{4}$/.test(code)) return 'Nonviolent crime';
  const isViolent =
    (code.startsWith('09') && code !== '0909' && code !== '0910') ||
    (code.startsWith('11') && code !== '1116') ||
    code.startsWith('12') ||
    (code >= '1301' && code <= '1312') ||
    code === '1314' ||
    code === '1315';
  return isViolent ? 'Violent crime' : 'Nonviolent crime';
}
