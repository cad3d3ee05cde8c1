/** The rows of a query, column by column. */
interface Unit {
  id: string;
  kind: 'child' | 'instance' | 'institution' | 'task' | 'person' | 'group';
  area: string;
  at: string;
  child?: string;
  institution?: string;
  instance?: string;
  counted?: string;
  value?: string;
  part?: string;
}

/** The select list of an indicator; what is left out is null. */
export const unit = (u: Unit): string => `${u.id} as id, '${u.kind}'::text as kind, ${u.child ?? 'null::uuid'} as child,
  ${u.institution ?? 'null::uuid'} as institution, ${u.instance ?? 'null::uuid'} as instance, ${u.area} as area,
  ${u.counted ?? 'null::boolean'} as counted, (${u.value ?? 'null'})::float as value, ${u.part ?? 'null::text'} as part, ${u.at} as at`;

/** SQL: did it happen in the period asked for? */
export const inPeriod = (at: string): string => `(${at} >= asked.since and ${at} < asked.till)`;

/** SQL: days or hours between two instants. */
export const daysBetween = (from: string, to: string): string => `extract(epoch from ${to} - ${from}) / 86400`;
export const hoursBetween = (from: string, to: string): string => `extract(epoch from ${to} - ${from}) / 3600`;

/** SQL: the instance whose authority covers, or last covered, a child at an institution. */
export const instanceOf = (child: string, institution: string): string =>
  `(select a.instance from homeward.authorities a where a.child = any (homeward.records_of(${child})) and a.institution = ${institution} order by a.granted_at desc limit 1)`;
