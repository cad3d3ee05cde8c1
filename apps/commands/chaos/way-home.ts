/** A child's way home in a day: assessed, planned, signed by hand, placed and visited. */
import { village, way } from '../closing-year-forms';

/** One act: who sends it, and its form for a child and a day. */
export interface Step {
  login: string;
  formFor(child: string, on: string): { type: string; data: object };
}

const worker = 'dsw.kandal';
const identified: Step = {
  login: worker,
  formFor: (child) => ({
    type: 'child.identified',
    data: {
      ...{ child, source: 'request', home: village, interviewees: ['child', 'parent'], childTypes: ['basicNeeds'] },
      ...{ needs: [{ rank: 1, need: 'school' }], risk: 'low', contactLost: false, abuseAlleged: false },
    },
  }),
};
const by = (login: string, form: (on: string) => { type: string; data: object }): Step => ({
  login,
  formFor: (_, on) => form(on),
});

export const wayHome: readonly Step[] = [
  identified,
  by(worker, (on) => way.form2(on, false)),
  by(worker, (on) => way.homeAssessed(on, 'parents')),
  by(worker, (on) => way.planned(on, false)),
  by('supervisor.kandal', way.reviewed),
  by(worker, way.contact),
  by(worker, () => way.ready(false)),
  by(worker, (on) => way.placed(on, 'parents')),
  by(worker, (on) => way.visited(on, 'parents')),
];
