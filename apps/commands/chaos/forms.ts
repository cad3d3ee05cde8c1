/** What the load's people write into forms. */
import sharp from 'sharp';
import { demoId } from '../../demo';

const day = 86_400_000;

/** Where requests are for, and the home of Kandal that is closed. */
export const homes = { open: demoId('institution KDL-003'), closed: demoId('institution KDL-001') };

/** Acts of a closure until its home is frozen and looked at; the first opens it. */
export function closingActs(now: number): { event: string; login: string; data: object; isSigned?: true }[] {
  const on = dateOf(now);
  const kind = 'voluntary';
  const order = {
    kind,
    legalBasis: 'Sub-Decree 119',
    reasons: 'An invented reason.',
    transition: false,
    danger: false,
  };
  return [
    {
      event: 'engagement.recorded',
      login: 'officer.kandal',
      data: { institution: homes.closed, kind, on, minutes: 'An invented meeting.', flightRisk: false },
    },
    { event: 'capacity.checked', login: 'officer.kandal', data: { on } },
    {
      event: 'order.signed',
      login: 'mosvy',
      data: { ...order, institution: homes.closed, targetOn: dateOf(now + 300 * day) },
      isSigned: true,
    },
    { event: 'freeze.acknowledged', login: 'rci.kdl-001', data: { understood: true } },
    { event: 'freezeVisit.recorded', login: 'supervisor.kandal', data: { on, served: true, newChildren: 0 } },
  ];
}

/** The day in Phnom Penh. */
export const dateOf = (now: number): string => new Date(now + 7 * 3_600_000).toISOString().slice(0, 10);

/** The same form so many days later. */
export function redated(form: unknown, days: number): unknown {
  if (days === 0) return form;
  const later = (text: string) => new Date(Date.parse(`${text}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
  const years = new Set(['2016', '2017']);
  return JSON.parse(
    JSON.stringify(form).replace(/\b(\d{4})-\d\d-\d\d/g, (text, year: string) =>
      years.has(year) ? later(text) : text,
    ),
  ) as unknown;
}

/** A small picture that no other client sends: the same of one case would be the same file. */
export function pictureOf(number: () => number): Promise<Buffer> {
  const [r, g, b] = [0, 0, 0].map(() => Math.floor(number() * 256)) as [number, number, number];
  return sharp({ create: { width: 64, height: 48, channels: 3, background: { r, g, b } } })
    .png()
    .toBuffer();
}
