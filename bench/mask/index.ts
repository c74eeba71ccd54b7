import { harmlessCells, hasFacilities } from './harmless.ts';
import { plantedCells } from './planted.ts';
import { scoreMask } from './score.ts';

/* What the mask finds of 5,000 planted cells, and what it takes for personal data among 20,000 harmless ones. */
const SEED = Number(process.argv[2] ?? 1);
const say = (line: string) => process.stdout.write(`${line}\n`);
const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} %`;

const planted = plantedCells(5000, SEED);
const { missed, left, alarms, harmless } = scoreMask(planted, harmlessCells(20_000, SEED));
say(
  `planted  ${planted.length}: withheld ${share(planted.length - missed.length, planted.length)}, nothing left by the mask ${share(planted.length - left.length, planted.length)}`,
);
for (const kind of new Set(planted.map((each) => each.kind))) {
  const all = planted.filter((each) => each.kind === kind).length;
  const of = (those: typeof planted) => share(all - those.filter((each) => each.kind === kind).length, all);
  say(`  ${kind.padEnd(24)} ${String(all).padStart(5)}  withheld ${of(missed)}  masked whole ${of(left)}`);
}
say(`harmless ${harmless}: ${alarms.length} false alarms, ${((1000 * alarms.length) / harmless).toFixed(2)} in 1,000`);
if (!hasFacilities)
  say('  skipped: ../shared/data/facility-strings.csv, names of sites as ICE wrote them, is not here');
if (process.argv.includes('--list')) {
  for (const each of new Set([...missed, ...left])) say(`missed\t${each.kind}\t${each.text}`);
  for (const each of alarms) say(`alarm\t${each.as}\t${each.text}`);
}
