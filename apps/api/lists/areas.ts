/** Cases by their area, on the rows that name it: tasks, visits and alerts. */
import { levelOfRole } from '../../../workflows/workflow';
import type { Where } from '../cursors';

/**
 * SQL over `case_area` of the alias: the case lies in the area. A district is found by the index that is in the order of due
 * dates (tasks, visits) or from the newest back (alerts); of alerts also a province.
 */
export function casesIn(where: Where, alias: 't' | 'v' | 'a', area: string): string {
  const within = `${alias}.case_area like ${where.bind(`${area}%`)}`;
  if (area.length < levelOfRole.dsw)
    return alias === 'a'
      ? `left(a.case_area, ${levelOfRole.pdosvyOfficer}) = ${where.bind(area.slice(0, levelOfRole.pdosvyOfficer))} and ${within}`
      : within;
  return `left(${alias}.case_area, ${levelOfRole.dsw}) = ${where.bind(area.slice(0, levelOfRole.dsw))} and ${within}`;
}
