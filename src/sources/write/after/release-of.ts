import { publishedOn } from '../../ice-detainers/index.ts';

/** The publisher's names of the identifier, newest first. */
export const RENAMED_IDENTIFIERS: Readonly<Record<string, string>> = {
  anonymized_unique_identifier: 'unique_identifier',
  anonymized_identifier: 'unique_identifier',
  alien_number_unique_identifier: 'unique_identifier',
};

/** What the name of ICE's file says of its release: the FOIA request and the day. */
export interface ReleaseName {
  request?: string;
  day?: string;
}

/**
 * '2026-ICLI-00005_Arrests_FY26_20260311_Redacted.xlsx' -> request 2026-ICLI-00005, day 2026-03-11. The day of a filtered
 * file is that of the download.
 */
export function releaseOf(file: string): ReleaseName {
  if (/filtered/i.test(file)) return {};
  const request = /(?:^|[^\d])(20\d{2}-[A-Z]{4}-\d{5})(?:[^\d]|$)/.exec(file)?.[1];
  const day = publishedOn(file);
  return { ...(request ? { request } : {}), ...(day ? { day } : {}) };
}

/** ICE makes the files of one release within days of each other. */
const MOST_APART = 7 * 86_400_000;

/** True where nothing in two names says that the files are of two releases. */
export function mayBeSame(a: ReleaseName, b: ReleaseName): boolean {
  if (a.request && b.request && a.request !== b.request) return false;
  return !a.day || !b.day || Math.abs(Date.parse(a.day) - Date.parse(b.day)) <= MOST_APART;
}

/** 'the release 2026-ICLI-00005 of 2026-03-11', for a message. */
export const describeRelease = ({ request, day }: ReleaseName): string =>
  request || day
    ? `the release${request ? ` ${request}` : ''}${day ? ` of ${day}` : ''}`
    : 'a release that its name does not tell';
