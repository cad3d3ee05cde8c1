/** What a checker is given of a run: what people were told and what the store holds, as plain data. */
import type { Calendar } from '../../../workflows/time';
import type { Parameters } from '../../../workflows/parameters';
import type { Failure, Told } from './people';
import type {
  AlertRow,
  ContentRow,
  DeliveryRow,
  InstanceRow,
  LineRow,
  RegisterRow,
  StoredTask,
  StoredTimer,
  StoredVisit,
} from './tables';

export interface Evidence {
  told: Told[];
  failures: Failure[];
  /** errors of sweeps that nobody caused */
  sweepFailures: string[];
  /** the true time at the end, epoch ms */
  end: number;
  parameters: Parameters;
  calendar: Calendar;
  instances: InstanceRow[];
  streams: { id: string; seq: number; head: string }[];
  journal: LineRow[];
  contents: ContentRow[];
  tasks: StoredTask[];
  timers: StoredTimer[];
  visits: StoredVisit[];
  alerts: AlertRow[];
  deliveries: DeliveryRow[];
  /** each version of a row of the register, with the commit from which it held */
  register: { id: string; versions: { commit: number; version: number }[] }[];
  children: RegisterRow[];
}

/** Something that must never be. */
export interface Broken {
  invariant: Invariant;
  text: string;
}

export const invariants = [
  'acknowledged is durable',
  'once',
  'in order',
  'the same answer again',
  'chain unbroken',
  'journal folds to state',
  'implied timers are armed',
  'timers once, in time',
  'implied tasks are open',
  'rungs once, in time',
  'told once',
  'decided on what stood',
  'nobody stuck',
  'no error without a fault',
] as const;
export type Invariant = (typeof invariants)[number];
