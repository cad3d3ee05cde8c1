/** Addresses of files that the browser opens by itself, without the headers of this application. */
import { useSigned } from '../api';

/** The address with the appointment in which the person acts, where they hold several. */
export function useFileLink(): (address: string) => string {
  const { me, appointment } = useSigned();
  return (address) =>
    appointment && me.appointments.length > 1
      ? `${address}${address.includes('?') ? '&' : '?'}appointment=${appointment.id}`
      : address;
}
