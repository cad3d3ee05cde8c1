/** Who is signed in, and in which appointment they act. */
import { createContext, useContext, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { appointmentKept, ask, chooseAppointment, client } from './client';
import type { components } from './schema';

export type Me = components['schemas']['Session'];
export type Appointment = Me['appointments'][number];

export interface Signed {
  me: Me;
  /** the appointment in which the person acts; undefined for who has none */
  appointment: Appointment | undefined;
  choose: (id: string) => void;
}

const SessionContext = createContext<Signed | undefined>(undefined);

export const sessionKey = ['session'] as const;

/** Asks who is signed in; the parts of the page that need it are shown when it is known. */
export function useSession() {
  return useQuery({ queryKey: sessionKey, queryFn: () => ask(client.GET('/api/v1/session')), staleTime: 60_000 });
}

export function SessionOfPage({ me, children }: { me: Me; children: ReactNode }) {
  const queries = useQueryClient();
  const chosen = appointmentKept();
  const appointment = me.appointments.find((a) => a.id === chosen) ?? me.appointments[0];
  if (appointment && appointment.id !== chosen) chooseAppointment(appointment.id);
  const choose = (id: string) => {
    chooseAppointment(id);
    void queries.invalidateQueries();
  };
  return <SessionContext value={{ me, appointment, choose }}>{children}</SessionContext>;
}

export function useSigned(): Signed {
  const signed = useContext(SessionContext);
  if (!signed) throw new Error('nobody is signed in here');
  return signed;
}

/** The roles in which the person acts now: one, or none. */
export function useRole(): string | undefined {
  return useSigned().appointment?.role;
}
