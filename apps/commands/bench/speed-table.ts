/** `bench`: the table of the speed, of the starts, and of the goals that they are held to. */
import { inMegabytes, type Spread } from './figures';
import { missedSpeed, missedStarts } from './goals';
import type { SubjectFigures } from './load';
import { mostForeign, type Circumstances } from './machine';
import { peerNames, peers, type Peer } from './peers';
import { measureSpeed, type SpeedOptions, type SpeedReport } from './speed';
import { measureFreshStarts, type FreshFigures } from './starts';

const round = (n: number): string => n.toFixed(n < 10 ? 1 : 0);
const spread = ({ min, median, max }: Spread, digits?: number): string =>
  [min, median, max].map((n) => (digits === undefined ? round(n) : n.toFixed(digits))).join(' / ');
const ratio = ({ min, median, max }: Spread): string =>
  `${median.toFixed(2)}  (${min.toFixed(2)} to ${max.toFixed(2)})`;
/** Everything that was asked for was measured: no peer failed, and none that was named is not there. A missed goal is a figure. */
export const isSound = ({ peers: found }: Pick<SpeedReport, 'peers'>, named: readonly Peer[] = []): boolean =>
  peerNames.every((peer) => {
    const of = found[peer];
    return !('missing' in of) || (!named.includes(peer) && !of.missing.startsWith('failed'));
  });

/** Prints the table, or JSON; answers 0 also where a goal is missed, and says which; 1 where something asked for was not measured. */
export async function benchSpeed({
  json,
  named,
  ...options
}: Omit<SpeedOptions, 'peers'> & { json: boolean; named: readonly Peer[] | undefined }): Promise<number> {
  const tell = (line: string): void => void (json || process.stderr.write(`${line}\n`));
  const start = await measureFreshStarts();
  tell('started three times on an empty folder and three times after');
  const report = await measureSpeed({ ...options, peers: named ?? peerNames }, tell);
  const sound = isSound(report, named);
  const missed = [...missedSpeed(report), ...missedStarts(start)];
  process.stdout.write(
    json ? `${JSON.stringify({ ...report, start, missed, sound })}\n` : tableOf({ ...report, start }, missed),
  );
  return sound ? 0 : 1;
}

/** Lines about the starts of the whole product: seconds and megabytes, min, median and max. */
const startLines = ({ first, later, memory }: FreshFigures): string[] => [
  `start to ready, s: ${spread(first, 1)} on an empty folder, ${spread(later, 1)} after`,
  memory
    ? `memory of the whole product at rest, MB: ${spread(inMegabytes(memory))}`
    : 'memory of the whole product at rest: this machine does not tell it',
];

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

/** Lines about what else the machine did, round by round. */
export function circumstancesOf(rounds: readonly Circumstances[]): string[] {
  if (rounds.some(({ others }) => others === undefined))
    return ['what else this machine did cannot be told here: no round was played again'];
  const each = rounds.map(
    ({ others, repeats }) =>
      `${percent(others!.foreign)} and ${percent(others!.steal)}${repeats > 0 ? ` (played ${repeats + 1} times)` : ''}`,
  );
  const noisy = rounds.flatMap(({ isNoisy }, i) => (isNoisy ? i + 1 : []));
  const which = noisy.length === 1 ? `ROUND ${noisy[0]} IS` : `ROUNDS ${noisy.join(', ')} ARE`;
  return [
    `other processes' CPU and steal by round of floor, engine and HTTP: ${each.join(', ')}`,
    ...(noisy.length > 0
      ? [`${which} NOISY: others took more than ${percent(mostForeign)} of this machine; measure again when it is idle`]
      : []),
  ];
}

/** The report as people read it: ratios first. */
export function tableOf(report: SpeedReport & { start: FreshFigures }, missed: string[]): string {
  const { ratios, subjects, wide, cost, parked } = report;
  const row = (name: string, inFlight: number, { perSecond, p50, p99 }: SubjectFigures): string =>
    [
      name.padEnd(26),
      String(inFlight).padStart(9),
      spread(perSecond).padStart(24),
      spread(p50).padStart(22),
      spread(p99).padStart(24),
    ].join('  ');
  const costRow = (name: string, figures: Spread, digits?: number): string =>
    `  ${name.padEnd(34)}${spread(figures, digits).padStart(26)}`;
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
    'an event of the engine at 32 in flight costs'.padEnd(36) + 'min/med/max'.padStart(26),
    costRow('trips to the database', cost.trips, 2),
    costRow('CPU of Node, µs', cost.cpu),
    ...(cost.databaseCpu ? [costRow('CPU of PostgreSQL, µs', cost.databaseCpu)] : []),
    costRow('WAL, bytes', cost.wal),
    costRow('on disk, bytes', cost.disk),
    costRow('memory of this process, MB', inMegabytes(report.memory)),
    `a sweep while ${spread(parked.cases, 0)} cases are parked: ${spread(parked.trips, 0)} trips`,
    ...startLines(report.start),
    ...circumstancesOf(report.rounds),
    `${report.linesVerified} journal lines verified; ${Object.entries(report.settings)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
    missed.length === 0 ? 'every goal that was measured is met' : `missed: ${missed.join('; ')}`,
  ];
  return `${lines.join('\n')}\n`;
}
