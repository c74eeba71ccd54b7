export const AGE_BANDS = [
  'under 18',
  '18 to 24',
  '25 to 34',
  '35 to 44',
  '45 to 54',
  '55 and over',
  'Not recorded',
] as const;

/** The band of an age in years, as text; what no person's age can be is as good as not recorded. */
export function ageBand(age: string | null): (typeof AGE_BANDS)[number] {
  const years = age === null ? Number.NaN : Number(age);
  if (!(years >= 0 && years <= 110)) return 'Not recorded';
  if (years < 18) return 'under 18';
  if (years < 25) return '18 to 24';
  if (years < 35) return '25 to 34';
  if (years < 45) return '35 to 44';
  return years < 55 ? '45 to 54' : '55 and over';
}
