/** One line of the doctor's report: what was checked, the result, and how to fix it if it is not well. */
export interface Finding {
  check: string;
  state: 'ok' | 'warn' | 'fail';
  detail: string;
}

export const ok = (check: string, detail: string): Finding => ({ check, state: 'ok', detail });
export const warn = (check: string, detail: string): Finding => ({ check, state: 'warn', detail });
export const fail = (check: string, detail: string): Finding => ({ check, state: 'fail', detail });
