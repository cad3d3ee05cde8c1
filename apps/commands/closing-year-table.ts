/** The closing year as a table for people. */
import type { ClosingReport } from './closing-year';

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
const listed = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([what, n]) => `${n} ${what}`)
    .join(', ') || 'none';

export function tableOf(report: ClosingReport): string {
  const { options, attempts, acts, took, journal, perChild, surveillance } = report;
  const days = (count: number | null) => (count === null ? 'not reached' : `${count} days`);
  const rows: [string, string][] = [
    ['seed, days', `${options.seed}, ${options.days}`],
    ['children of the census', String(report.census)],
    ['endings', listed(report.endings)],
    ['order to certificate', `${days(report.orderToCertificate)}, ${report.extensions} extensions`],
    ['until a child was seen there', `median ${perChild.median} days, longest ${perChild.longest} days`],
    ['surveillance', `${surveillance.visits} visits, ${surveillance.outcome ?? 'goes on'}`],
    ['acts', `${acts.acknowledged} acknowledged, ${report.refused.length} refused that were right`],
    ['tried in vain', `${attempts.tried - attempts.accepted.length} of ${attempts.tried}`],
    ...Object.entries(attempts.by)
      .sort(([, a], [, b]) => b - a)
      .map(([rule, n]): [string, string] => [`  ${rule}`, String(n)]),
    ['outages', listed(report.outages)],
    ['asked again', listed(report.disturbances)],
    [
      'journal',
      `${journal.lines} lines, ${journal.broken ? 'BROKEN' : 'whole'}; ${journal.events} events replayed, ${journal.differences} differ`,
    ],
    [
      'slowest',
      `move of the clock ${seconds(took.advance)}, act ${seconds(took.act)}, back after an outage ${seconds(took.back)}`,
    ],
    ['findings of the checker', String(report.findings.length)],
    ['took', seconds(took.all)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const faults = [
    ...report.findings.map(({ rule, what }) => `FINDING  ${rule}: ${what}`),
    ...report.refused.map((line) => `REFUSED  ${line}`),
    ...attempts.accepted.map(({ what, on }) => `ACCEPTED  ${on} ${what}`),
  ];
  return [...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`), ...faults].join('\n');
}
