/** `bench`: the table of the speed, and the goals that it is held to. */
import type { Spread } from './figures';
import type { SubjectFigures } from './load';
import { peerNames, peers } from './peers';
import { measureSpeed, type SpeedOptions, type SpeedReport } from './speed';

const round = (n: number): string => n.toFixed(n < 10 ? 1 : 0);
const spread = ({ min, median, max }: Spread): string => `${round(min)} / ${round(median)} / ${round(max)}`;
const ratio = ({ min, median, max }: Spread): string =>
  `${median.toFixed(2)}  (${min.toFixed(2)} to ${max.toFixed(2)})`;

interface Goal {
  text: string;
  met(report: SpeedReport): boolean;
}

/** What the project wants at 32 in flight; ratios and counts hold on any machine, the rest where the floor allows. */
const goals: Goal[] = [
  { text: 'engine to floor at least 0.6', met: ({ ratios }) => ratios.engineToFloor.median >= 0.6 },
  { text: 'HTTP to engine at least 0.5', met: ({ ratios }) => ratios.httpToEngine.median >= 0.5 },
  ...Object.values(peers).map(({ title, ratio, wanted }): Goal => ({
    text: `engine to ${title} at least ${wanted}`,
    // one that was not played says nothing
    met: ({ ratios }) => (ratios[ratio]?.median ?? Infinity) >= wanted,
  })),
  { text: 'engine at least 1,500 events/s', met: ({ subjects }) => subjects.engine[32]!.perSecond.median >= 1_500 },
  { text: 'engine p99 at most 60 ms', met: ({ subjects }) => subjects.engine[32]!.p99.median <= 60 },
  { text: 'at most 0.5 trips per event', met: ({ cost }) => cost.trips <= 0.5 },
  {
    text: 'a sweep asks no more for many parked cases than for few',
    met: ({ parked }) => parked.trips < parked.cases / 10,
  },
];

/** Prints the table, or JSON; answers 0 also where a goal is missed, and says which. */
export async function benchSpeed(options: SpeedOptions & { json: boolean }): Promise<number> {
  const report = await measureSpeed(options, (line) => void (options.json || process.stderr.write(`${line}\n`)));
  const missed = goals.filter(({ met }) => !met(report)).map(({ text }) => text);
  if (options.json) process.stdout.write(`${JSON.stringify({ ...report, missed })}\n`);
  else process.stdout.write(tableOf(report, missed));
  return 0;
}

/** The report as people read it: ratios first. */
export function tableOf(report: SpeedReport, missed: string[]): string {
  const { ratios, subjects, wide, cost, parked } = report;
  const row = (name: string, inFlight: number, { perSecond, p50, p99 }: SubjectFigures): string =>
    [
      name.padEnd(26),
      String(inFlight).padStart(9),
      spread(perSecond).padStart(24),
      spread(p50).padStart(22),
      spread(p99).padStart(24),
    ].join('  ');
  const names = {
    floor: `floor (${report.floorBy}, one commit each)`,
    engine: 'engine',
    http: 'HTTP, one API process',
  };
  const lines = [
    `engine to floor             ${ratio(ratios.engineToFloor)}`,
    `HTTP to engine              ${ratio(ratios.httpToEngine)}`,
    ...peerNames.map((peer) => {
      const of = report.peers[peer];
      const told = 'missing' in of ? of.missing : ratio(ratios[peers[peer].ratio]!);
      return `${`engine to ${peers[peer].title}`.padEnd(28)}${told}`;
    }),
    ...(ratios.wideEngineToEngine ? [`engine, ${wide!.cases} cases to few  ${ratio(ratios.wideEngineToEngine)}`] : []),
    '',
    `${''.padEnd(26)}  ${'in flight'}  ${'events/s min/med/max'.padStart(24)}  ${'p50 ms'.padStart(22)}  ${'p99 ms'.padStart(24)}`,
    ...(['floor', 'engine', 'http'] as const).flatMap((name) =>
      Object.entries(subjects[name]).map(([inFlight, figures]) => row(names[name], Number(inFlight), figures)),
    ),
    ...(wide ? [row(`engine, ${wide.cases} cases`, 32, wide.engine)] : []),
    ...peerNames.flatMap((peer) => {
      const of = report.peers[peer];
      if ('missing' in of) return [];
      return Object.entries(of).map(([inFlight, figures]) => row(peers[peer].title, Number(inFlight), figures));
    }),
    ...(peerNames.some((peer) => ratios[peers[peer].ratio])
      ? [
          '',
          'Restate, DBOS and openworkflow take half of the cases that the engine takes in a round, each in a process',
          'that is warmed up and gone after it; DBOS and openworkflow write into the same PostgreSQL, Restate to the same disk',
        ]
      : []),
    '',
    `an event of the engine at 32 in flight: ${cost.trips.toFixed(2)} trips, ${round(cost.cpu)} µs CPU` +
      `${cost.databaseCpu === undefined ? '' : `, ${round(cost.databaseCpu)} µs of PostgreSQL`}, ${round(cost.wal)} B of WAL, ${round(cost.disk)} B on disk`,
    `a sweep while ${parked.cases} cases are parked: ${parked.trips} trips; memory of this process ${round(report.memory / 2 ** 20)} MB`,
    `${report.linesVerified} journal lines verified; ${Object.entries(report.settings)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
    missed.length === 0 ? 'every goal that was measured is met' : `missed: ${missed.join('; ')}`,
  ];
  return `${lines.join('\n')}\n`;
}
