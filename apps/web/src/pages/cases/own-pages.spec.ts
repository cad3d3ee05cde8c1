/** Acts with a page of their own. */
import { workflows } from '../../../../../workflows';
import { ownPageOf, pageOfAct } from './own-pages';

it('leads an act to its own page, and any other to its form', () => {
  expect(pageOfAct('institution-closure', 'census.sealed', '1')).toBe('/closures/1/census');
  expect(pageOfAct('inspection', 'entry.refused', '1')).toBe('/inspections/1/site?part=refused');
  expect(pageOfAct('institution-closure', 'order.signed', '1')).toBe('/cases/1/act/order.signed');
  expect(pageOfAct('gatekeeping', 'census.sealed', '1')).toBe('/cases/1/act/census.sealed');
});

it('names no event that its procedure does not have', () => {
  const named = {
    'institution-closure': ['census.sealed'],
    inspection: [
      'package.issued',
      'entry.recorded',
      'entry.refused',
      'safety.reported',
      'exitMeeting.held',
      'report.submitted',
      'visit.recorded',
    ],
  };
  for (const [id, events] of Object.entries(named)) {
    const workflow = workflows.find((each) => each.id === id)!;
    for (const event of events) {
      expect(Object.keys(workflow.events)).toContain(event);
      expect(ownPageOf(id, event, '1')).toBeDefined();
    }
  }
});
