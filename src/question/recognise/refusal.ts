/** What the desk does not answer, and what it can do instead. */
export interface Refusal {
  why: 'person' | 'operations' | 'advice' | 'opinion' | 'injection' | 'scope' | 'report';
  said: string;
}

/** A pattern, and why the desk does not answer what fits it. */
export type Refused = readonly [string, Refusal['why']];
