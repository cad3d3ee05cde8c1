/** What the people of the outage year send: rows of the table of placements, and the events of a case. */
import { demoAccounts, accountOf, type DemoAccount } from '../demo';
import { places } from '../demo/places';
import type { Act, Placed } from './outage-year-child';

const loginOf = (person: string): string => demoAccounts.find((account) => account.person === person)!.login;

export const rowOf = {
  office: (login: string): DemoAccount => accountOf(login),

  /** A row of the table of earlier placements. */
  child({ number, district, worker, risk, placedOn, stepsMade, lastSeenOn }: Placed, row: number): object {
    const born = `${2006 + (number % 5)}-0${1 + (number % 9)}-1${number % 10}`;
    return {
      row,
      child: {
        names: [{ latin: `Invented Child ${number + 1}` }],
        birth: { from: born, to: born, precision: 'day' },
        sex: number % 2 === 0 ? 'female' : 'male',
        disability: false,
        another: true,
      },
      home: places.find((place) => place.district === district)!.village,
      homeKind: 'kin',
      placedOn,
      risk,
      carer: { name: 'Invented Aunt', relation: 'aunt' },
      stepsMade,
      worker: loginOf(worker),
      ...(lastSeenOn && { lastSeenOn }),
    };
  },
};

const whole = {
  spokenAlone: true,
  where: 'home',
  whoLivesThere: [{ name: 'Invented Aunt', relation: 'aunt' }],
  newAdult: false,
  school: 'attending',
  food: 'ok',
  sleeping: 'ok',
  work: false,
  childWords: 'Invented words.',
  risk: 'low',
};

/** The event of an act, entered at an instant (epoch ms). */
export function requestOf(act: Act, at: number): { type: string; data: object } {
  switch (act.type) {
    case 'writtenOff':
      return {
        type: 'visits.writtenOff',
        data: { keys: [act.key.slice('visit:'.length)], reason: 'an invented reason' },
      };
    case 'concern': {
      const observedOn = new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);
      return { type: 'safety.concernRaised', data: { kind: 'neglect', observedOn, narrative: 'Invented words.' } };
    }
    case 'reported':
      return { type: 'safety.reported', data: { to: 'police', at: new Date(at).toISOString() } };
    default: {
      const { type, visitOn, good, injuries } = act;
      const contact = { visitOn, concerns: ['none'], actionsDone: [] };
      if (type === 'phone')
        return { type: 'visit.recorded', data: { ...contact, contactType: 'telephone', childSeen: false } };
      if (type === 'notSeen')
        return { type: 'visit.recorded', data: { ...contact, contactType: 'inPerson', childSeen: false } };
      const seen = { contactType: 'inPerson', childSeen: true, ...whole, health: good ? 'good' : 'ill', injuries };
      return { type: 'visit.recorded', data: { ...contact, ...seen } };
    }
  }
}
