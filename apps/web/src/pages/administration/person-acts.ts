/** What is done to a person's access: the questions of each act, and how it is sent. */
import { ask, client, now } from '../../api';
import type { Answers, Schema } from '../../forms';
import { area, choice, form, institution, line, moment, person, words } from './questions';
import { roles, type Role } from './reads';
import { actFormTexts as texts, actTexts } from './texts';

export type Act = keyof typeof actTexts;
type Header = { 'Idempotency-Key': string };

/** What an act is done to. */
export interface Subject {
  person: string;
  appointment: string;
}

const span = { from: moment(texts.from), until: moment(texts.until) };

export const schemas: Record<Act, Schema> = {
  appointment: form(
    {
      role: choice(texts.role, roles),
      area: area(texts.area),
      institution: institution(texts.institution),
      agency: line(texts.agency),
      ...span,
      actingFor: person(texts.actingFor),
    },
    ['area', 'institution', 'agency', 'until', 'actingFor'],
  ),
  login: form({ login: line(texts.login, 64), password: line(texts.password, 200) }),
  renewal: form({ what: choice(texts.what, texts.lost) }),
  end: form({ at: moment(texts.at), why: words(texts.why, 500) }),
  leave: form(span),
  duty: form({ role: choice(texts.role, roles), area: area(texts.area), ...span }, ['area']),
};

/** The present minute in Phnom Penh, as a form writes an instant. */
const minute = (): string => `${new Date(now() + 7 * 3_600_000).toISOString().slice(0, 16)}:00+07:00`;

export const starts = (act: Act): Answers =>
  act === 'end' ? { at: minute() } : act === 'login' || act === 'renewal' ? {} : { from: minute() };

const at = (value: unknown) => String(value);

/** Sends an act; the renewal's answer holds a secret that is shown once. */
export async function sendAct(act: Act, { person: whom, appointment }: Subject, answers: Answers, header: Header) {
  const { role, from, until, why } = answers;
  const ofPerson = { params: { path: { id: whom }, header } };
  const ofAppointment = { params: { path: { id: appointment }, header } };
  switch (act) {
    case 'appointment': {
      const { institution: house, agency, actingFor, area: reach = '' } = answers as Record<string, string | undefined>;
      const body = {
        role: role as Role,
        area: reach,
        institution: house,
        agency,
        actingFor,
        from: at(from),
        until: until === undefined ? undefined : at(until),
      };
      return ask(client.POST('/api/v1/people/{id}/appointments', { ...ofPerson, body }));
    }
    case 'login': {
      const body = { login: at(answers['login']), password: at(answers['password']) };
      return ask(client.POST('/api/v1/people/{id}/login', { ...ofPerson, body }));
    }
    case 'renewal': {
      const body = { person: whom, what: answers['what'] as keyof typeof texts.lost };
      return ask(client.POST('/api/v1/renewals', { params: { header }, body }));
    }
    case 'end':
      return ask(
        client.POST('/api/v1/appointments/{id}/end', {
          ...ofAppointment,
          body: { at: at(answers['at']), why: at(why) },
        }),
      );
    case 'leave':
      return ask(
        client.POST('/api/v1/appointments/{id}/leave', {
          ...ofAppointment,
          body: { from: at(from), until: at(until) },
        }),
      );
    case 'duty': {
      const body = {
        role: role as Role,
        area: at(answers['area'] ?? ''),
        person: whom,
        from: at(from),
        until: at(until),
      };
      return ask(client.POST('/api/v1/on-call', { params: { header }, body }));
    }
  }
}
