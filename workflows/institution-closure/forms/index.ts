/** The forms of a closure, by the event that each is filled in for. */
import { censusForms } from './census';
import { childForms } from './children';
import { houseForms } from './house';
import { orderForms } from './order';

export const forms = { ...orderForms, ...censusForms, ...childForms, ...houseForms };
export type EventName = keyof typeof forms;
