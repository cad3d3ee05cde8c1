import type { Actor, Role } from '../../workflows/workflow';
import { isoOf, keptId, Problem, registerId, type Key } from '../engine';
import { covers, isSystem, may } from './may';
import { forbidden, record, type Change, type Parts } from './record';
import type { Action } from './matrix';

export interface NewAgency {
  id?: string;
  kind:
    | 'ministry'
    | 'province'
    | 'district'
    | 'commune'
    | 'village'
    | 'ngo'
    | 'police'
    | 'hospital'
    | 'court'
    | 'school'
    | 'institution'
    | 'other';
  nameKm: string;
  nameEn: string;
  area?: string;
}

export interface NewPerson {
  id?: string;
  nameKm: string;
  nameEn: string;
  phone?: string;
  email?: string;
  language?: 'km' | 'en';
  nationalId?: string;
}

export interface NewAppointment {
  id?: string;
  person: string;
  role: Role;
  area: string;
  agency?: string;
  institution?: string;
  /** epoch ms */
  from: number;
  until?: number;
  /** appointment of the person acted for: same role, same area */
  actingFor?: string;
}

/** The actor of what the system itself records: the first administrator, demo data. */
export const registerActor: Actor = { person: registerId, role: 'register', area: '' };

type Request = Record<string, unknown>;

/** Agencies, people, appointments, leave, the on-call rota and declared interests; every change is journalled. */
export class People {
  constructor(private readonly parts: Parts) {}

  async addAgency(actor: Actor, agency: NewAgency, key?: Key): Promise<{ id: string }> {
    const id = agency.id ?? keptId();
    this.check(actor, 'agency.manage', agency.area);
    return this.write(actor, id, 'agency.added', 'agency.add', { ...agency }, { id }, key);
  }

  async addPerson(actor: Actor, person: NewPerson, key?: Key): Promise<{ id: string }> {
    const id = person.id ?? keptId();
    this.check(actor, 'people.manage');
    return this.write(actor, id, 'person.added', 'person.add', { ...person }, { id }, key);
  }

  async changePerson(
    actor: Actor,
    id: string,
    changes: Partial<Omit<NewPerson, 'id' | 'nationalId'>>,
    key?: Key,
  ): Promise<{ id: string }> {
    this.check(actor, 'people.manage');
    return this.write(actor, id, 'person.changed', 'person.change', { ...changes }, { id }, key);
  }

  /** Given by an administrator, or by the holder who names who acts for them. Nobody appoints themselves. */
  async giveAppointment(actor: Actor, appointment: NewAppointment, key?: Key): Promise<{ id: string }> {
    const id = appointment.id ?? keptId();
    const delegates = appointment.actingFor !== undefined && appointment.actingFor === actor.appointment;
    if (!delegates) this.check(actor, 'people.manage', appointment.area);
    const { from, until, ...rest } = appointment;
    const by = isSystem(actor) ? undefined : actor.person;
    const data = { ...rest, id, by, from: isoOf(from), until: until === undefined ? undefined : isoOf(until) };
    return this.record(
      {
        stream: appointment.person,
        event: 'appointment.given',
        actor,
        request: { ...appointment },
        answer: { id },
        key,
      },
      'appointment.give',
      data,
    );
  }

  /** Ends an appointment now or at a later moment; what was done under it stays. */
  async endAppointment(
    actor: Actor,
    end: { id: string; at?: number; why: string },
    key?: Key,
  ): Promise<{ id: string }> {
    const { person, area } = await this.getAppointment(end.id);
    this.check(actor, 'people.manage', area);
    const at = isoOf(Math.max(end.at ?? 0, this.parts.clock.now()));
    return this.record(
      { stream: person, event: 'appointment.ended', actor, request: { ...end }, answer: { id: end.id }, key },
      'appointment.end',
      { id: end.id, at, why: end.why },
    );
  }

  /** Leave of the holder of an appointment: noted by the person or by who keeps the rota. */
  async noteLeave(
    actor: Actor,
    leave: { appointment: string; from: number; until: number },
    key?: Key,
  ): Promise<{ id: string }> {
    const id = keptId();
    const { person, area } = await this.getAppointment(leave.appointment);
    if (person !== actor.person) this.check(actor, 'rota.edit', area);
    return this.record(
      { stream: person, event: 'leave.noted', actor, request: { ...leave }, answer: { id }, key },
      'leave.note',
      { id, appointment: leave.appointment, from: isoOf(leave.from), until: isoOf(leave.until) },
    );
  }

  async endLeave(actor: Actor, id: string, key?: Key): Promise<{ id: string }> {
    const { rows } = await this.parts.pool.query<{ appointment: string }>(
      'select appointment from homeward.leaves where id = $1',
      [id],
    );
    if (!rows[0]) throw new Problem('not_found');
    const { person, area } = await this.getAppointment(rows[0].appointment);
    if (person !== actor.person) this.check(actor, 'rota.edit', area);
    return this.write(actor, person, 'leave.ended', 'leave.end', {}, { id }, key);
  }

  async setOnCall(
    actor: Actor,
    duty: { role: Role; area: string; person: string; from: number; until: number },
    key?: Key,
  ): Promise<{ id: string }> {
    const id = keptId();
    this.check(actor, 'rota.edit', duty.area);
    return this.record(
      { stream: duty.person, event: 'onCall.set', actor, request: { ...duty }, answer: { id }, key },
      'oncall.set',
      { ...duty, id, from: isoOf(duty.from), until: isoOf(duty.until) },
    );
  }

  async cancelOnCall(actor: Actor, id: string, key?: Key): Promise<{ id: string }> {
    const { rows } = await this.parts.pool.query<{ person: string; area: string }>(
      'select person, area from homeward.on_call where id = $1',
      [id],
    );
    if (!rows[0]) throw new Problem('not_found');
    this.check(actor, 'rota.edit', rows[0].area);
    return this.write(actor, rows[0].person, 'onCall.cancelled', 'oncall.cancel', {}, { id }, key);
  }

  /** One's own kin or interest, declared by oneself, or recorded about a person by a supervisor. */
  async declareInterest(
    actor: Actor,
    interest: { person: string; kind: 'kin' | 'declared'; institution?: string; other?: string; note?: string },
    key?: Key,
  ): Promise<{ id: string }> {
    const id = keptId();
    if (!may(actor, 'interest.declare', { person: interest.person })) await this.checkOver(actor, interest.person);
    return this.write(actor, interest.person, 'interest.declared', 'interest.declare', { ...interest }, { id }, key);
  }

  /** Withdrawn by a supervisor alone: whoever declared it must not be the one to lift it. */
  async withdrawInterest(actor: Actor, id: string, key?: Key): Promise<{ id: string }> {
    const { rows } = await this.parts.pool.query<{ person: string }>(
      'select person from homeward.interests where id = $1',
      [id],
    );
    if (!rows[0]) throw new Problem('not_found');
    await this.checkOver(actor, rows[0].person);
    if (rows[0].person === actor.person) throw new Problem('second_person');
    return this.write(actor, rows[0].person, 'interest.withdrawn', 'interest.withdraw', {}, { id }, key);
  }

  /** A supervisor over one of the areas in which the person holds an appointment. */
  private async checkOver(actor: Actor, person: string): Promise<void> {
    const { rows } = await this.parts.pool.query<{ area: string }>(
      'select area from homeward.appointments where person = $1 and (ends_at is null or ends_at > $2)',
      [person, isoOf(this.parts.clock.now())],
    );
    if (!rows.some(({ area }) => may(actor, 'interest.record', { area }))) throw new Problem('forbidden');
  }

  private async getAppointment(id: string): Promise<{ person: string; area: string }> {
    const { rows } = await this.parts.pool.query<{ person: string; area: string }>(
      'select person, area from homeward.appointments where id = $1',
      [id],
    );
    if (!rows[0]) throw new Problem('not_found');
    return rows[0];
  }

  private check(actor: Actor, action: Action, area?: string): void {
    if (may(actor, action, { area })) return;
    if (area !== undefined && !covers(actor.area, area))
      throw forbidden('This lies outside the area of your appointment.', 'វានៅក្រៅតំបន់នៃមុខងាររបស់អ្នក។');
    throw new Problem('forbidden');
  }

  private write(
    actor: Actor,
    stream: string,
    event: string,
    op: string,
    request: Request,
    answer: { id: string },
    key?: Key,
  ): Promise<{ id: string }> {
    return this.record({ stream, event, actor, request, answer, key }, op, { ...request, ...answer });
  }

  private record(change: Omit<Change<{ id: string }>, 'ops'>, op: string, data: unknown): Promise<{ id: string }> {
    return record(this.parts, { ...change, ops: [{ op, data }] });
  }
}
