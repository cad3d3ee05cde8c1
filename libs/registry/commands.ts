/** What each command of the registry does: the record it belongs to, the ops that apply it, the answer, and who must hear. */
import type { Op } from '../engine';
import type { Reaction } from '../engine';
import { keptId, Problem } from '../engine';
import { dateOf } from '../../workflows/time';
import type { CommandData, CommandName } from './forms';
import { khmerKey, latinKey, nameKeys } from './names';

/** A command worked out: one journal line, not yet written. */
export interface Worked {
  /** id of the record whose history the line belongs to */
  stream: string;
  /** past tense, as the journal says it */
  event: string;
  ops: Op[];
  answer: Record<string, unknown>;
  reaction?: Reaction;
  /** content for the restricted compartment */
  restricted?: boolean;
}

/** What the registry knows of the proposal a command names. */
export interface Known {
  now: number;
  /** who asks, and for whom */
  persons: string[];
  /** what an open birth correction proposes */
  correction(id: string): Promise<{ child: string; from: string; to: string }>;
  /** the two records of a merge, what the kept one says of birth and death, and who proposed it */
  merge(
    id: string,
  ): Promise<{ kept: string; merged: string; from: string; to: string; died: string | null; by: string[] }>;
  /** the kind of an institution, and whether it was a home before; absent where there is none */
  place(id: string): Promise<{ placeKind: string; onceHome: boolean } | undefined>;
  /** the child of whose death no record is left once this fact is corrected; absent where the fact says nothing of a death */
  revived(fact: string): Promise<string | undefined>;
}

const byKeys = (p: { nameKm?: string; nameLatin?: string; nameEn?: string }) => ({
  kmKey: p.nameKm ? khmerKey(p.nameKm) : undefined,
  latinKey: (p.nameLatin ?? p.nameEn) ? latinKey((p.nameLatin ?? p.nameEn)!) : undefined,
});

function notAfter(value: string, now: string, path: string): void {
  if (value > now) throw new Problem('form_invalid', { errors: [{ path, code: 'in_the_future' }] });
}

const bornOps = (b: { from: string; to: string; precision: string }) => ({
  birthFrom: b.from,
  birthTo: b.to,
  birthPrecision: b.precision,
});

/** Where a child is, or is not: closures hear of it at once. */
const whereabouts: readonly string[] = ['presence', 'arrival', 'departure', 'missing', 'found'];

/** What open cases must hear of a fact. */
async function heardOf(d: CommandData<'fact.record'>, known: Known): Promise<Reaction | undefined> {
  const [subject, ...others] = d.children;
  const revived = d.corrects === undefined ? undefined : await known.revived(d.corrects);
  if (revived !== undefined && !(d.kind === 'death' && subject === revived))
    return { change: 'child.revived', subject: revived, data: { child: { status: 'alive' }, at: d.at } };
  if (subject === undefined) return undefined;
  if (d.kind === 'death') return { change: 'child.died', subject, data: { child: { status: 'died' }, at: d.at } };
  if (d.kind === 'courtOrder')
    return { change: 'child.courtOrder', subject, data: { child: {}, at: d.at, detail: d.detail ?? {} } };
  if (!whereabouts.includes(d.kind)) return undefined;
  const place = d.institution?.toLowerCase();
  const { placeKind, onceHome } = (place !== undefined && (await known.place(place))) || {};
  const data = { kind: d.kind, children: d.children.map((id) => id.toLowerCase()), on: dateOf(Date.parse(d.at)) };
  return {
    change: 'child.moved',
    subject,
    others,
    place,
    data: { ...data, ...(place && { place, placeKind, ...(onceHome && { onceHome }) }) },
  };
}

type Make = { [N in CommandName]: (data: CommandData<N>, known: Known) => Worked | Promise<Worked> };

export const make: Make = {
  'child.register': (d, { now }) => {
    notAfter(d.birth.to, dateOf(now), 'birth.to');
    const id = keptId();
    const { birth, around, names, ...rest } = d;
    const ops: Op[] = [{ op: 'child.register', data: { id, ...rest, ...bornOps(birth), names: names.map(nameKeys) } }];
    for (const member of around ?? [])
      ops.push({ op: 'family.member', data: { id: keptId(), child: id, ...member, ...byKeys(member) } });
    return { stream: id, event: 'child.registered', ops, answer: { id } };
  },
  'child.amend': (d) => ({
    stream: d.child,
    event: 'child.amended',
    ops: [{ op: 'child.amend', data: { ...d, names: d.names?.map(nameKeys) } }],
    answer: { id: d.child },
  }),
  'birth.propose': (d, { now }) => {
    notAfter(d.birth.to, dateOf(now), 'birth.to');
    const id = keptId();
    return {
      stream: d.child,
      event: 'birth.correctionProposed',
      ops: [
        {
          op: 'birth.propose',
          data: { id, child: d.child, ...bornOps(d.birth), reason: d.reason, evidence: d.evidence },
        },
      ],
      answer: { id, child: d.child, status: 'proposed' },
    };
  },
  'birth.approve': async (d, known) => {
    const { child, from, to } = await known.correction(d.id);
    return {
      stream: child,
      event: 'birth.correctionApproved',
      ops: [{ op: 'birth.decide', data: { id: d.id, status: 'approved' } }],
      answer: { id: d.id, child, status: 'approved' },
      reaction: { change: 'child.birth', subject: child, data: { child: { birth: { from, to } } } },
    };
  },
  'birth.reject': async (d, known) => {
    const { child } = await known.correction(d.id);
    return {
      stream: child,
      event: 'birth.correctionRejected',
      ops: [{ op: 'birth.decide', data: { id: d.id, status: 'rejected' } }],
      answer: { id: d.id, child, status: 'rejected' },
    };
  },
  'merge.propose': (d) => {
    const id = keptId();
    return {
      stream: d.kept,
      event: 'merge.proposed',
      ops: [{ op: 'merge.propose', data: { id, ...d } }],
      answer: { id, kept: d.kept, merged: d.merged, status: 'proposed' },
    };
  },
  'merge.approve': async (d, known) => {
    const { kept, merged, from, to, died, by } = await known.merge(d.id);
    const merge = { kept, merged, by: [...by, ...known.persons] };
    return {
      stream: kept,
      event: 'merge.approved',
      ops: [{ op: 'merge.decide', data: { id: d.id, status: 'approved' } }],
      answer: { id: d.id, kept, merged, status: 'approved' },
      // what the kept record says is true of the merged one from now on, and its cases hear it
      reaction: died
        ? { change: 'child.died', subject: merged, data: { child: { status: 'died' }, at: died, merge } }
        : { change: 'child.birth', subject: merged, data: { child: { birth: { from, to } }, merge } },
    };
  },
  'merge.reject': async (d, known) => {
    const { kept, merged } = await known.merge(d.id);
    return {
      stream: kept,
      event: 'merge.rejected',
      ops: [{ op: 'merge.decide', data: { id: d.id, status: 'rejected' } }],
      answer: { id: d.id, kept, merged, status: 'rejected' },
    };
  },
  'family.register': (d) => {
    const id = keptId();
    return {
      stream: id,
      event: 'family.registered',
      ops: [{ op: 'family.register', data: { id, ...d } }],
      answer: { id },
    };
  },
  'family.amend': (d) => ({
    stream: d.family,
    event: 'family.amended',
    ops: [{ op: 'family.amend', data: d }],
    answer: { id: d.family },
  }),
  'family.member': (d) => {
    const id = keptId();
    return {
      stream: (d.family ?? d.child)!,
      event: 'family.memberAdded',
      ops: [{ op: 'family.member', data: { id, ...d, ...byKeys(d) } }],
      answer: { id },
    };
  },
  'family.memberEnd': (d) => ({
    stream: d.family ?? d.child ?? d.endOf,
    event: 'family.memberEnded',
    ops: [{ op: 'family.member', data: d }],
    answer: { id: d.endOf },
  }),
  'sibling.link': (d) => ({
    stream: [...d.children].sort()[0]!,
    event: 'siblings.linked',
    ops: [{ op: 'sibling.link', data: d }],
    answer: { children: d.children },
  }),
  'sibling.unlink': (d) => ({
    stream: d.child,
    event: 'siblings.unlinked',
    ops: [{ op: 'sibling.unlink', data: d }],
    answer: { child: d.child },
  }),
  'institution.register': (d) => {
    const id = keptId();
    const people = d.people?.map((p) => ({ ...p, ...byKeys(p) }));
    return {
      stream: id,
      event: 'institution.registered',
      ops: [{ op: 'institution.register', data: { id, ...d, ...byKeys(d), people } }],
      answer: { id, code: d.code },
    };
  },
  'institution.amend': (d) => ({
    stream: d.institution,
    event: 'institution.amended',
    ops: [{ op: 'institution.amend', data: { ...d, ...byKeys(d) } }],
    answer: { id: d.institution },
  }),
  'institution.standing': (d) => ({
    stream: d.institution,
    event: 'institution.standingChanged',
    ops: [{ op: 'institution.standing', data: d }],
    answer: { id: d.institution, standing: d.standing },
    reaction: {
      change: 'institution.standing',
      subject: d.institution,
      data: { institution: { standing: d.standing }, reason: d.reason },
    },
  }),
  'institution.person': (d) => {
    const id = keptId();
    return {
      stream: d.institution,
      event: 'institution.personAdded',
      ops: [{ op: 'institution.person', data: { id, ...d, ...byKeys(d) } }],
      answer: { id },
    };
  },
  'institution.personEnd': (d) => ({
    stream: d.institution,
    event: 'institution.personEnded',
    ops: [{ op: 'institution.person', data: d }],
    answer: { id: d.endOf },
  }),
  'institution.premises': (d) => {
    const id = keptId();
    return {
      stream: d.institution,
      event: 'institution.premisesAdded',
      ops: [{ op: 'institution.premises', data: { id, ...d } }],
      answer: { id },
    };
  },
  'fact.record': async (d, known) => {
    if (Date.parse(d.at) > known.now)
      throw new Problem('form_invalid', { errors: [{ path: 'at', code: 'in_the_future' }] });
    const ids = (d.children.length > 0 ? d.children : [d.institution!]).map(() => keptId());
    const child = d.children[0];
    const reaction = await heardOf(d, known);
    return {
      stream: child ?? d.institution!,
      event: 'fact.recorded',
      ops: [{ op: 'fact.record', data: { ...d, ids } }],
      answer: { ids },
      reaction,
    };
  },
  'incident.acknowledge': (d) => ({
    stream: d.id,
    event: 'incident.acknowledged',
    ops: [{ op: 'incident.acknowledge', data: d }],
    answer: { id: d.id, status: 'acknowledged' },
  }),
  'incident.resolve': (d) => ({
    stream: d.id,
    event: 'incident.resolved',
    ops: [{ op: 'incident.resolve', data: d }],
    answer: { id: d.id, status: 'resolved' },
  }),
  'allegation.name': (d) => {
    const id = keptId();
    return {
      stream: d.child,
      event: 'allegation.named',
      ops: [{ op: 'allegation.name', data: { id, child: d.child, person: d.person } }],
      answer: { id },
      restricted: true,
    };
  },
  'allegation.end': (d) => ({
    stream: d.id,
    event: 'allegation.ended',
    ops: [{ op: 'allegation.end', data: d }],
    answer: { id: d.id },
    restricted: true,
  }),
  'placements.propose': (d) => {
    const id = keptId();
    return {
      stream: id,
      event: 'placements.proposed',
      ops: [{ op: 'placements.propose', data: { id, ...d } }],
      answer: { id, status: 'proposed' },
      restricted: true,
    };
  },
  'placements.approve': (d) => ({
    stream: d.id,
    event: 'placements.approved',
    ops: [{ op: 'placements.decide', data: { id: d.id, status: 'approved' } }],
    answer: { id: d.id, status: 'approved' },
  }),
  'placements.reject': (d) => ({
    stream: d.id,
    event: 'placements.rejected',
    ops: [{ op: 'placements.decide', data: { id: d.id, status: 'rejected' } }],
    answer: { id: d.id, status: 'rejected' },
  }),
};

/** Row of the permission matrix that must allow each command, in the area of its record. */
export const actionOf: Record<CommandName, string> = {
  'child.register': 'child.register',
  'child.amend': 'child.correct',
  'birth.propose': 'child.correct',
  'birth.approve': 'child.correct',
  'birth.reject': 'child.correct',
  'merge.propose': 'merge.propose',
  'merge.approve': 'merge.approve',
  'merge.reject': 'merge.approve',
  'family.register': 'family.register',
  'family.amend': 'family.register',
  'family.member': 'family.register',
  'family.memberEnd': 'family.register',
  'sibling.link': 'family.register',
  'sibling.unlink': 'child.correct',
  'institution.register': 'institution.register',
  'institution.amend': 'institution.register',
  'institution.standing': 'standing.decide',
  'institution.person': 'institution.register',
  'institution.personEnd': 'institution.untie',
  'institution.premises': 'institution.register',
  'fact.record': 'fact.record',
  'incident.acknowledge': 'incident.handle',
  'incident.resolve': 'incident.handle',
  'allegation.name': 'fact.record',
  'allegation.end': 'child.correct',
  'placements.propose': 'placements.import',
  'placements.approve': 'placements.approve',
  'placements.reject': 'placements.approve',
};
