const DAY_MS = 86_400_000;

// Excel counts a 29 Feb 1900 that did not exist; this is right from March 1900 on
const EPOCH_1900 = Date.UTC(1899, 11, 30);

const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** Excel's day number as ISO: a day, or with a time of day to the second; undefined for anything else. */
export function serialDate(serial: number, date1904 = false): string | undefined {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return undefined;
  const time = (date1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(serial * 86_400) * 1000;
  const iso = new Date(time).toISOString();
  return time % DAY_MS === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}
