/** What pages and the device's keeping agree on. */
import type { components, ProblemAnswer } from '../api';
import type { Answers } from '../forms/values';
import type { Text } from '../language';

/** The draft of one form, as a page uses it. */
export interface Draft {
  answers: Answers;
  /** takes the answers and saves them within half a second */
  change: (answers: Answers) => void;
  /** forgets the draft, after it was sent or thrown away */
  discard: () => Promise<void>;
  /** epoch ms on the server's clock; undefined when nothing is saved yet */
  savedAt: number | undefined;
  /** `failed`: this device cannot keep it (storage full, or the address is not secure) */
  state: 'loading' | 'empty' | 'saving' | 'saved' | 'failed';
  /** version of the workflow under which it was begun, when that is an older one than the form's */
  older: number | undefined;
  /** true: nothing protects it beyond this browser session, so it ends with it */
  endsWithSession: boolean;
}

/** One act of a person: an event of a case, or an opening. */
export interface Command {
  kind: 'event' | 'open';
  /** the case; absent for an opening */
  instance?: string;
  workflow: string;
  /** version of the workflow whose form was filled in */
  workflowVersion?: number;
  event: string;
  /** needed for an opening */
  area?: string;
  data: Answers;
  /** version of the case that the person saw; needed for an event */
  baseVersion?: number;
  /** title of the form: shown while it waits, so it holds nothing personal */
  label: Text;
  /** reference of the case, where there is one */
  reference?: string;
  /** fresh code, where the event is a signature; such an act is sent at once or not at all */
  totp?: string;
}

export type CaseAnswer = components['schemas']['CaseAnswer'];

/** What became of a command: only `received` means that the server has it. */
export type Sent =
  | { state: 'received'; key: string; answer: CaseAnswer }
  /** sealed on this device, sent as soon as there is a connection: the draft may be discarded */
  | { state: 'waiting'; key: string }
  /** refused while the person was at the form: nothing waits, the draft stays */
  | { state: 'refused'; key: string; problem: ProblemAnswer }
  /** neither sent nor kept; the draft stays. `storage`: the device is full; `insecure`: no encryption at this address */
  | { state: 'unsent'; key: string; why: 'signature' | 'storage' | 'insecure' };
