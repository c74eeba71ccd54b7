import { distance } from 'fastest-levenshtein';

// Abbreviations are not zones: EST has no summer time, and Intl reads it as Panama's zone.
const SUGGESTIONS = new Map(
  Object.entries<string>({
    est: 'America/New_York',
    edt: 'America/New_York',
    et: 'America/New_York',
    eastern: 'America/New_York',
    cst: 'America/Chicago',
    cdt: 'America/Chicago',
    ct: 'America/Chicago',
    central: 'America/Chicago',
    mst: 'America/Denver',
    mdt: 'America/Denver',
    mt: 'America/Denver',
    mountain: 'America/Denver',
    arizona: 'America/Phoenix',
    pst: 'America/Los_Angeles',
    pdt: 'America/Los_Angeles',
    pt: 'America/Los_Angeles',
    pacific: 'America/Los_Angeles',
    akst: 'America/Anchorage',
    alaska: 'America/Anchorage',
    hst: 'Pacific/Honolulu',
    hawaii: 'Pacific/Honolulu',
  }),
);

/** Finds a zone by its IANA name, in the usual spelling; otherwise suggests what was probably meant. */
export function readZone(text: string): { zone: string } | { suggestion?: string } {
  const typed = text.trim().replace(/\s+/g, '_');
  if (/^(utc|gmt|etc\/utc)$/i.test(typed)) return { zone: 'UTC' };
  const known = Intl.supportedValuesOf('timeZone');
  const exact = known.find((zone) => zone.toLowerCase() === typed.toLowerCase());
  if (exact) return { zone: exact };
  const meant = SUGGESTIONS.get(typed.toLowerCase().replace(/_?(standard|daylight)?_?time$/, ''));
  if (meant) return { suggestion: meant };
  if (/^[a-z_]+\/[a-z_/-]+$/i.test(typed) && isZone(typed))
    return { zone: typed.toLowerCase().replace(/(^|[/_-])[a-z]/g, upper) };
  const city = typed.toLowerCase();
  const named = known.find((zone) => zone.toLowerCase().endsWith(`/${city}`));
  if (named) return { suggestion: named };
  const near = known
    .map((zone) => ({ zone, far: distance(zone.toLowerCase(), city) }))
    .sort((a, b) => a.far - b.far)[0];
  return near && near.far <= Math.max(2, Math.floor(typed.length / 4)) ? { suggestion: near.zone } : {};
}

const upper = (text: string) => text.toUpperCase();

/** True for a zone that this machine knows. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
