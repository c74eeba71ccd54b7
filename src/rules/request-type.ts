/** What each form asks of the agency, by the Deportation Data Project's rule. The first match counts. */
const FORMS: [RegExp, string][] = [
  [/I-?247[AD]/i, 'Detainer request'],
  [/I-?247[GN]/i, 'Request for advance notification of release'],
  [/I-?247X/i, 'Other'],
  [/I-?247 /i, 'Detainer request'],
];

/** What a detainer's form asks for, from ICE's name of the form; null for a form that the rule does not know. */
export const requestTypeOf = (form: string | null): string | null =>
  FORMS.find(([pattern]) => form !== null && pattern.test(form))?.[1] ?? null;
