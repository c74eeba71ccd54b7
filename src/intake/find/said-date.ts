import type { Precision, Sure } from '../found.ts';

/** A date in a sentence. `then` stands for one that counts from the event told before it. */
export interface SaidDate {
  start: number;
  end: number;
  value: string;
  precision: Precision;
  sure: Sure;
  why?: string;
  then?: Then;
}

/** 'the next day', 'nearly two months after': steps from another date. */
export interface Then {
  steps: number;
  unit: 'day' | 'week' | 'month' | 'year';
  about: boolean;
  /** 'after his release': the event that it counts from, where it is named. */
  after?: 'arrest' | 'release' | 'detainer';
}
