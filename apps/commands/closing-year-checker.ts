/**
 * Proves from rows and from what the people were told where every child of a closed house is. It knows the domain (B.2.3,
 * N-20, N-21, N-10) and nothing of the product: it reads events as they were written and keeps its own account of them.
 */

/** One row of the census as it stands, with who moved the child as the product says. */
interface CensusRow {
  child: string;
  bed: string;
  accounted: string | null;
  verified: boolean;
  lost: boolean;
  movedBy: string[];
}
interface Line {
  stream: string;
  event: string;
  at: number;
  person: string | undefined;
  data: Record<string, any>;
  child: string | undefined;
}
interface Admission {
  child: string;
  what: string;
  at: number;
}
/** What was read of the product. */
interface Read {
  closure: string;
  census: CensusRow[];
  /** in the order in which they were written */
  lines: Line[];
  standing: { now: string; since: number };
  /** instants at which the register was told that the house is closed, beside the certificate */
  closings: number[];
  admissions: Admission[];
  authorities: Admission[];
  keys: { key: string; kind: string }[];
  present: string[];
}
/** A request as a client sent it, with its answer. */
interface Request {
  key: string;
  what: string;
  status: number;
  code?: string;
}

/** What the people who acted believe of a child. */
export interface Belief {
  child: string;
  name: string;
  ending: string;
  verified: boolean;
}

/** Something that does not hold, and of whom. */
export interface Finding {
  rule: string;
  what: string;
}

/** A child as its story is told by the lines so far. */
interface Account {
  bed: string;
  where: string | undefined;
  lost: boolean;
  /** who saw the child where it lives, of those who had not moved it */
  seenBy: string | undefined;
  movers: Set<string>;
}

const families: Record<string, string> = { parents: 'home', kin: 'kin', foster: 'foster' };

/** Findings in the order of the rules, and the endings of the census. */
export function check(
  read: Read,
  beliefs: Belief[],
  sent: Request[],
): { findings: Finding[]; endings: Record<string, number> } {
  const { accounts, findings, orderedAt, certifiedAt } = walk(read);
  const endings: Record<string, number> = {};
  for (const { accounted } of read.census) endings[accounted ?? 'nowhere'] = (endings[accounted ?? 'nowhere'] ?? 0) + 1;
  return {
    endings,
    findings: [
      ...findings,
      ...ofRows(read, accounts),
      ...ofBeliefs(read, beliefs),
      ...ofStanding(read, certifiedAt),
      ...ofFreeze(read, orderedAt),
      ...ofRequests(read, sent),
      ...(Object.values(endings).reduce((sum, n) => sum + n, 0) === beliefs.length
        ? []
        : [{ rule: 'sum', what: `${beliefs.length} children, ${read.census.length} rows` }]),
    ],
  };
}

/** Goes through the lines in their order; at the certificate every child that was counted must be known and seen. */
function walk({ closure, lines }: Read) {
  const accounts = new Map<string, Account>();
  const findings: Finding[] = [];
  let orderedAt: number | undefined;
  let certifiedAt: number | undefined;
  for (const line of lines) {
    const ofHouse = line.stream === closure;
    if (ofHouse && line.event === 'order.signed') orderedAt = line.at;
    else if (ofHouse && line.event === 'certificate.signed') {
      certifiedAt = line.at;
      for (const [child, account] of accounts)
        if (account.where === undefined || account.lost || account.seenBy === undefined)
          findings.push({ rule: 'N-21', what: `closed while ${said(child, account)}` });
    } else if (ofHouse && ['census.sealed', 'census.supplemented'].includes(line.event)) count(accounts, line);
    else {
      const child = ofHouse ? (line.data['child'] as string | undefined) : line.child;
      const account = child === undefined ? undefined : accounts.get(child);
      if (account) follow(account, line, ofHouse);
    }
  }
  return { accounts, findings, orderedAt, certifiedAt };
}

const said = (child: string, { bed, where, lost, seenBy }: Account): string =>
  `${child} of bed ${bed} is ${lost ? 'lost' : (where ?? 'nowhere')}${seenBy ? '' : ', seen there by nobody else'}`;

function count(accounts: Map<string, Account>, { data }: Line): void {
  for (const { child, bed, found } of data['rows'] as { child: string; bed: string; found: string }[])
    accounts.set(child, { bed, where: undefined, lost: found === 'unaccounted', seenBy: undefined, movers: new Set() });
}

/** What one line says of a child. */
function follow(account: Account, { event, person, data }: Line, ofHouse: boolean): void {
  const moved = (where: string, ...by: (string | undefined)[]): void => {
    for (const one of by) if (one !== undefined) account.movers.add(one);
    Object.assign(account, { where, lost: false, seenBy: undefined });
  };
  const seen = (): void => {
    if (account.where !== undefined && !account.lost && person !== undefined && !account.movers.has(person))
      account.seenBy = person;
  };
  const inPerson = data['contactType'] === 'inPerson' && data['childSeen'] === true;
  switch (`${ofHouse ? 'house' : 'child'} ${event}`) {
    case 'house child.cleared':
      for (const one of [person, data['worker'] as string]) if (one !== undefined) account.movers.add(one);
      break;
    case 'house child.settled':
      return moved('independent', person);
    case 'house child.located':
      account.lost = false;
      break;
    case 'house destination.verified':
    case 'child visit.recorded':
      if (inPerson) seen();
      break;
    case 'child placement.made':
      return moved(families[data['homeKind'] as string] ?? 'home', person);
    case 'child arrival.recorded':
      // at the closing house itself it is no way out: the census comes after it
      return moved('byDecision', person);
    case 'child breakdown.recorded':
      Object.assign(account, { where: undefined, seenBy: undefined });
      break;
    case 'child child.missing':
      Object.assign(account, { lost: true, seenBy: undefined });
      break;
    case 'child child.found':
      account.lost = false;
      break;
    case 'house child.arrived':
      return moved('byDecision', person);
    case 'child death.recorded':
      return moved('died', person);
    case 'house death.confirmed':
      seen();
      break;
    default:
  }
}

/** The table says of each child what its lines say, once. */
function ofRows({ census, present, standing }: Read, accounts: Map<string, Account>): Finding[] {
  const findings: Finding[] = [];
  const rows = new Map<string, CensusRow>();
  for (const row of census) {
    if (rows.has(row.child)) findings.push({ rule: 'once', what: `${row.child} has two rows` });
    rows.set(row.child, row);
  }
  for (const [child, account] of accounts) {
    const row = rows.get(child);
    if (!row) findings.push({ rule: 'census', what: `${child} was counted and has no row` });
    else if ((row.accounted ?? undefined) !== account.where)
      findings.push({ rule: 'account', what: `the row of ${child} says ${row.accounted}; ${said(child, account)}` });
  }
  for (const row of census) {
    if (!accounts.has(row.child))
      findings.push({ rule: 'census', what: `${row.child} has a row and was never counted` });
    if (standing.now !== 'closed') continue;
    const seenBy = accounts.get(row.child)?.seenBy;
    if (row.accounted === null || row.lost || !row.verified)
      findings.push({ rule: 'N-21', what: `closed, and the row of ${row.child} has no verified place` });
    if (seenBy !== undefined && row.movedBy.includes(seenBy))
      findings.push({ rule: 'N-10', what: `${row.child} was seen only by ${seenBy}, who moved the child` });
    if (present.includes(row.child)) findings.push({ rule: 'N-21', what: `${row.child} is recorded as present` });
  }
  return findings;
}

/** What the people were told agrees with the table. */
function ofBeliefs({ census }: Read, beliefs: Belief[]): Finding[] {
  return beliefs.flatMap(({ child, name, ending, verified }) => {
    const rows = census.filter((row) => row.child === child);
    if (rows.length !== 1) return [{ rule: 'once', what: `${name} has ${rows.length} rows` }];
    const [row] = rows;
    return row!.verified === verified && (!verified || row!.accounted === ending)
      ? []
      : [{ rule: 'told', what: `${name} is ${row!.accounted} in the table, and ${ending} was told` }];
  });
}

/** Closed from the certificate on, and never without one. */
function ofStanding({ standing, closings }: Read, certifiedAt: number | undefined): Finding[] {
  const closed = standing.now === 'closed';
  if (closings.length > 0) return [{ rule: 'standing', what: 'closed in the register' }];
  if (closed === (certifiedAt !== undefined) && (!closed || standing.since === certifiedAt)) return [];
  return [{ rule: 'standing', what: `${standing.now} since ${standing.since}, certificate ${certifiedAt ?? 'none'}` }];
}

/** After the order nobody is admitted and nothing is allowed. */
function ofFreeze({ admissions, authorities }: Read, orderedAt: number | undefined): Finding[] {
  if (orderedAt === undefined) return [];
  const after = (list: Admission[]) => list.filter(({ at }) => at > orderedAt);
  return [...after(admissions), ...after(authorities)].map(({ child, what, at }) => ({
    rule: 'N-20',
    what: `${child}: ${what} ${new Date(at).toISOString()}`,
  }));
}

/** Each act that was acknowledged is one line, each refusal by a rule one, and no line has a request nobody sent. */
function ofRequests({ keys }: Read, sent: Request[]): Finding[] {
  const findings: Finding[] = [];
  const lines = new Map<string, string[]>();
  for (const { key, kind } of keys) lines.set(key, [...(lines.get(key) ?? []), kind]);
  for (const { key, what, status, code } of sent) {
    const found = lines.get(key) ?? [];
    lines.delete(key);
    const accepted = found.filter((kind) => kind !== 'refused').length;
    if (accepted !== (status < 400 ? 1 : 0))
      findings.push({ rule: 'acts', what: `${what} answered with ${status} has ${accepted} lines` });
    if (code === 'refused_by_rule' && found.length > 1)
      findings.push({ rule: 'acts', what: `${what} refused once has ${found.length} lines` });
  }
  for (const [key, kinds] of lines) findings.push({ rule: 'acts', what: `nobody sent ${key}: ${kinds.join(' ')}` });
  return findings;
}
