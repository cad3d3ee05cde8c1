import { defaultParameters } from '../parameters';
import type { Visit } from '../workflow';
import { initialContext, type Placement } from './context';
import { planHigh, planStay } from './schedule';

const when = {
  now: Date.parse('2017-05-31T09:00:00+07:00'),
  parameters: defaultParameters(),
  calendar: { version: 1, from: '2016-01-01', until: '2027-12-31', holidays: [] },
};
const placement = { no: 1, on: '2017-05-08' } as Placement;
const stay = (visits: Visit[]) => ({
  ...initialContext({ id: 'case', area: '080101' }),
  placement,
  risk: 'low' as const,
  visits,
});

describe('a rise in risk', () => {
  it('adds its visit on a day for which a welfare check is planned', () => {
    const standard = planStay(stay([]), placement, { ...when, now: Date.parse('2017-05-08T09:00:00+07:00') });
    const [first] = standard;
    const check: Visit = {
      ...first!,
      key: '1/welfare@2017-06-05',
      task: 'welfareCheck',
      step: 'welfare',
      // week 5 of the high schedule, and no day of the standard one
      on: '2017-06-12',
      exact: true,
      status: 'planned',
    };
    const on = (visits: Visit[]) => visits.filter((v) => v.on === '2017-06-12').map((v) => v.task);
    expect(on(planHigh(stay(standard), when))).toEqual(['followUpVisit']);
    expect(on(planHigh(stay([...standard, check]), when)).sort()).toEqual(['followUpVisit', 'welfareCheck']);
  });
});
