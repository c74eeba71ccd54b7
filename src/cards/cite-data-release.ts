import type { Citation } from '../answer.ts';

const PAGE = 'https://deportationdata.org/data/ice.html';

/** ICE's records as the Deportation Data Project published them; `cite` gives its wording, and the file where it is known. */
export const citeDataRelease = (asOf: string, file?: string, what = 'detainer records'): Citation => ({
  title: `ICE's ${what}, by FOIA to the Deportation Data Project`,
  formal: `Government data provided by ICE in response to a FOIA request to the Deportation Data Project (${what})${file ? `, ${file}` : ''}`,
  url: PAGE,
  asOf,
});
