/** Acts with a page of their own. */
import { workflows } from '../../../../../workflows';
import { ownPageOf, pageOfAct } from './own-pages';

it('leads an act to its own page, and any other to its form', () => {
  expect(pageOfAct('institution-closure', 'census.sealed', '1')).toBe('/closures/1/census');
  expect(pageOfAct('inspection', 'entry.refused', '1')).toBe('/inspections/1/site?part=refused');
  expect(pageOfAct('institution-closure', 'order.signed', '1')).toBe('/cases/1/act/order.signed');
  expect(pageOfAct('gatekeeping', 'census.sealed', '1')).toBe('/cases/1/act/census.sealed');
});

it.each([
  ['institution-closure', 'census.sealed', '/closures/1/census'],
  ['inspection', 'package.issued', '/inspections/1'],
  ['inspection', 'entry.recorded', '/inspections/1/site?part=entry'],
  ['inspection', 'entry.refused', '/inspections/1/site?part=refused'],
  ['inspection', 'safety.reported', '/inspections/1/site?part=safety'],
  ['inspection', 'exitMeeting.held', '/inspections/1/site?part=exit'],
  ['inspection', 'report.submitted', '/inspections/1/site?part=review'],
  ['inspection', 'visit.recorded', '/inspections/1/actions'],
])('of %s, knows the event %s and its page', (id, event, address) => {
  expect(Object.keys(workflows.find((each) => each.id === id)!.events)).toContain(event);
  expect(ownPageOf(id, event, '1')).toBe(address);
});
