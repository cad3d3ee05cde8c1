/** A run of chaos as a table for people. */
import { rules, type Rule } from './checker';
import type { Rolled } from './rolling';
import { isSmooth, type ChaosReport } from './run';

const listed = (counts: { [what: string]: number }): string =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([what, n]) => `${n} × ${what}`)
    .join(', ') || 'none';

/** The process that took longest: `8.5 s (api 1)`. */
function longest({ processes }: Rolled, what: 'end' | 'ready'): string {
  const one = processes.reduce((a, b) => (b[what] > a[what] ? b : a));
  return `${(one[what] / 1_000).toFixed(1)} s (${one.name})`;
}

const shown = 20;

export function tableOf(report: ChaosReport): string {
  const { options, counts, findings, journal, doctor, rolling, took } = report;
  const rows: [string, string][] = [
    ['seed, plan', `${options.seed}, ${report.plan}`],
    ['load', `${options.clients} clients for ${took.load.toFixed(0)} s over 2 APIs and 3 workers`],
    ...Object.entries(report.faults)
      .filter(([, { times }]) => times > 0)
      .map(([kind, { times, back }]): [string, string] => [
        `  ${kind}`,
        `${times} times, both APIs back at the longest ${(back / 1_000).toFixed(1)} s after it`,
      ]),
    ['asked again', listed(report.disturbances)],
    [
      'ended by themselves',
      Object.entries(report.falls)
        .filter(([, all]) => all.length > 0)
        .map(([name, all]) => `${name}: ${all.join(' ')}`)
        .join(', ') || 'none',
    ],
    ['acknowledged', `${counts.acknowledged} acts, ${counts.refusals} refusals`],
    ['not acknowledged', `${counts.unacknowledged} acts, of which ${counts.doneUnacknowledged} were done whole`],
    ['journal', `${counts.lines} lines, ${counts.instances} cases`],
    [
      'fired',
      `${counts.timersFired} timers, ${counts.rungsFired} rungs, the latest after ${(counts.latest / 1_000).toFixed(1)} s; ${counts.jobs} jobs wait in the queue`,
    ],
    ['until nothing was due', `${took.settling.toFixed(1)} s`],
    ...(Object.entries(rules) as [Rule, string][]).map(([rule, text]): [string, string] => {
      const found = findings.filter((finding) => finding.rule === rule).length;
      return [rule, `${found === 0 ? 'holds' : `BROKEN ${found} times`}: ${text}`];
    }),
    [
      'answered',
      report.failures.length === 0
        ? 'holds: every act got its answer in the end'
        : `BROKEN ${report.failures.length} times`,
    ],
    ['journal:verify', journal.broken ? `BROKEN ${JSON.stringify(journal.broken)}` : `${journal.lines} lines, whole`],
    ['journal:replay', `${journal.events} events, ${journal.differences} differ`],
    ['doctor', `${doctor.length} findings`],
  ];
  if (rolling)
    rows.push([
      'rolling restart',
      `${isSmooth(rolling) ? 'holds' : 'BROKEN'}: ${rolling.restarts} processes in ${rolling.seconds.toFixed(0)} s under load; ${rolling.acts} acts, ${rolling.first} without a failed request, ${rolling.second} after one, ${rolling.more} after more; ${longest(rolling, 'end')} to end and ${longest(rolling, 'ready')} to be ready at the longest; ${listed(rolling.disturbances)}`,
    ]);
  rows.push(['took', `${took.all.toFixed(0)} s`]);
  const width = Math.max(...rows.map(([name]) => name.length));
  const faults = [
    ...report.left.map((line) => `NOT MADE  ${line}`),
    ...findings.slice(0, shown).map(({ rule, detail }) => `FOUND ${rule}  ${detail}`),
    ...[...report.failures, ...(rolling?.failures ?? []), ...(rolling?.badEnds ?? [])]
      .slice(0, shown)
      .map((line) => `FAILED  ${line}`),
    ...doctor.slice(0, shown).map((line) => `DOCTOR  ${line}`),
    ...(report.folder ? [`what clients and processes said: ${report.folder}`] : []),
  ];
  return [...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`), ...faults].join('\n');
}
