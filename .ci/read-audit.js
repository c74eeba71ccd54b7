// Reads `npm audit --json` from stdin. Exit 1 when something high or critical is known; a registry that gave no answer is no finding.
let text = '';
for await (const piece of process.stdin) text += piece;
const say = (line) => process.stdout.write(`${line}\n`);

let report;
try {
  report = JSON.parse(text);
} catch {
  report = {};
}
const counts = report.metadata?.vulnerabilities;
if (!counts) {
  say(
    `audit: not done, the registry gave no answer (${String(report.message ?? 'nothing that can be read').slice(0, 120)}).`,
  );
} else {
  const bad = Object.values(report.vulnerabilities ?? {}).filter(({ severity }) =>
    ['high', 'critical'].includes(severity),
  );
  for (const { name, severity, range, fixAvailable } of bad)
    say(
      `audit: ${name} ${range}: ${severity}${fixAvailable ? ', a fixed version is there' : ''}. See: npm audit --omit=dev`,
    );
  say(`audit: ${counts.total ?? 0} known, ${bad.length} of them high or critical.`);
  if (bad.length > 0) process.exitCode = 1;
}
