/** An agency in a sentence. */
export interface SaidAgency {
  start: number;
  end: number;
  /** As written, without its letters in brackets. */
  name: string;
  kind: 'police' | 'jail' | 'court' | 'federal' | 'government' | 'local authorities';
}
