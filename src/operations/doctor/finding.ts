/** One line of the doctor's: what was looked at, how it is, and, where it is not well, the sentence that mends it. */
export interface Finding {
  check: string;
  state: 'ok' | 'warn' | 'fail';
  said: string;
}

export const ok = (check: string, said: string): Finding => ({ check, state: 'ok', said });
export const warn = (check: string, said: string): Finding => ({ check, state: 'warn', said });
export const fail = (check: string, said: string): Finding => ({ check, state: 'fail', said });
