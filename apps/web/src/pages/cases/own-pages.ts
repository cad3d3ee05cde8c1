/** Acts that have a page of their own instead of the form that every act has. */

const site = (part: string) => (id: string) => `/inspections/${id}/site?part=${part}`;

/** By procedure and event; the address is of the case. */
const pages: Readonly<Record<string, Readonly<Record<string, (id: string) => string>>>> = {
  'institution-closure': { 'census.sealed': (id) => `/closures/${id}/census` },
  inspection: {
    'package.issued': (id) => `/inspections/${id}`,
    'entry.recorded': site('entry'),
    'entry.refused': site('refused'),
    'safety.reported': site('safety'),
    'exitMeeting.held': site('exit'),
    'report.submitted': site('review'),
    'visit.recorded': (id) => `/inspections/${id}/actions`,
  },
};

/** The page of an act on a case; undefined where it is the form of its event. */
export const ownPageOf = (workflow: string, event: string, id: string): string | undefined =>
  pages[workflow]?.[event]?.(id);

/** Where an act is done: its own page, or the form of its event. */
export const pageOfAct = (workflow: string, event: string, id: string): string =>
  ownPageOf(workflow, event, id) ?? `/cases/${id}/act/${event}`;

/** The page about a case that shows more than the page every case has, and its words. */
export const pageOfCase = (workflow: string, id: string): string | undefined =>
  workflow === 'institution-closure' ? `/closures/${id}` : workflow === 'inspection' ? `/inspections/${id}` : undefined;

/** Acts that cannot be told by the form of their event: its lists are written page by page. */
export const isFormless = (workflow: string, event: string): boolean =>
  workflow === 'institution-closure' && event === 'census.sealed';
