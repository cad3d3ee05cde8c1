/** What the engine needs from its neighbours. The libs registry, calendar and access implement these. */
import type { Actor, EventSpec, RegistryChange, Subjects } from '../../workflows/workflow';
import type { Facts } from '../../workflows/facts';
import type { Calendar } from '../../workflows/time';
import type { Parameters } from '../../workflows/parameters';
import type { Check } from './door';

/** Where business time comes from; never `Date.now()` in libs. */
export interface Clock {
  /** epoch milliseconds */
  now(): number;
}

export interface FactsRequest {
  names: (keyof Facts)[];
  subjects: Subjects;
  actor: Actor;
  workflow: string;
  /** instance the event is sent to; undefined at an opening */
  instance?: string;
  /** form content, for facts that depend on it (a proposed destination: `data.institution`) */
  data: unknown;
  now: number;
}

/** Loads facts for a batch of events in as few round trips as it can, with the versions they rest on. */
export interface FactsPort {
  load(requests: FactsRequest[]): Promise<{ facts: Facts; checks: Check[] }[]>;
}

/** Parameters and calendar in force. `at` picks by effective date; a version picks a historical one for replay. */
export interface SettingsPort {
  at(now: number): Promise<{ parameters: Parameters; calendar: Calendar }>;
  version(parameters: number, calendar: number): Promise<{ parameters: Parameters; calendar: Calendar }>;
}

/** What an access question is about. */
export interface AccessSubject {
  area: string;
  /** further areas whose officers see it and act in it as their roles allow */
  guests?: string[];
  workflow?: string;
  instance?: string;
  children?: string[];
  institution?: string;
  /** persons named on the instance: assigned worker, holders of tasks */
  assigned?: string[];
  /** for now nobody knows of it but these roles in its area, and these persons */
  secret?: Subjects['secret'];
}

export interface AccessPort {
  /** May this actor know that the instance exists and read it? */
  maySee(actor: Actor, subject: AccessSubject): Promise<boolean>;
  /**
   * May this actor send this event here? `false` is a 403; a "never" that is a rule (N-04) is left to the rule. `seen`: that
   * the actor may see the instance was asked in the same act, and is not asked again.
   */
  maySend(actor: Actor, spec: EventSpec, subject: AccessSubject, seen?: boolean): Promise<boolean>;
}

/** A change of registry facts that instances must learn of; `instances` are the open ones linked to the subject. */
export interface Reaction {
  change: RegistryChange;
  subject: string;
  /** further children of whom the same is true */
  others?: string[];
  /** institution whose cases hear it as well */
  place?: string;
  data: unknown;
}
