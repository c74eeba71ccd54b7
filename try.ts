import { readFileSync } from 'node:fs';
import { readRelease } from './src/intake/read-release.ts';
const t = readFileSync(process.argv[2]!, 'utf8');
const r = readRelease(t, process.argv[3]!);
const w = (f: any) => f ? `${f.value}${f.precision && f.precision!=='day' ? '('+f.precision+')' : ''}${f.sure==='said'?'':f.sure==='inferred'?'~':'?'}` : '-';
for (const c of r.cases) {
  console.log(`#  ${w(c.outcome)} "${t.slice(...c.outcome.from).slice(0,80)}" | ${w(c.age)} ${w(c.sex)} ${w(c.citizenship)}`);
  console.log(`     released ${w(c.release_date)} by ${w(c.releasing_agency)} how ${w(c.how_released)} | detainer ${w(c.detainer_date)} to ${w(c.detainer_sent_to)} | arrest ${w(c.local_arrest_date)} ${w(c.local_arrest_agency)}`);
  console.log(`     ${c.offences.map(o=>o.standing+': '+o.value).join('; ')} | later ${c.later_events.map(w).join(', ')} | removals ${w(c.prior_removals)} order ${w(c.removal_order)}`);
}
for (const f of r.figures) console.log('FIG', f.value, f.of ?? '', f.what, f.precision);
if (process.argv[4]) for (const d of r.doubts) console.log('?', d.case, d.field, d.sure, d.why);
