/** The decision sheet's criteria against the rules of gatekeeping. */
import { diagramOf } from '../../../../api/describe';
import { gatekeeping } from '../../../../../workflows/gatekeeping';
import { approvalRules } from '../../../../../workflows/gatekeeping/machine-decision';
import { rules } from '../../../../../workflows/gatekeeping/rules';
import type { Workflow } from '../cases/reads';
import { alsoAsked, checkedLater, criteria, standingOf } from './criteria';

const broken = (id: string) => [{ id, source: '', message: { en: '', km: '' }, missing: { en: '', km: '' }, who: [] }];
const told = (ids: string[]) => ids.map((id) => rules[id]!);

describe('the criteria of a decision', () => {
  it('are the twelve of the procedure, and show every rule that an approval is asked for, once', () => {
    const shown = [...criteria.flatMap((each) => each.rules), ...alsoAsked];
    expect(criteria).toHaveLength(12);
    expect([...shown].sort()).toEqual([...approvalRules.params.all].sort());
  });

  it('are never called kept while one of their rules is yet to be checked', () => {
    const [danger, age, category, ground] = criteria.map((each) => told(each.rules));
    expect(standingOf(danger!, [])).toBe('look');
    expect(standingOf(age!, [])).toBe('later');
    expect(standingOf(category!, [])).toBe('kept');
    expect(standingOf(category!, broken('N-12'))).toBe('broken');
    expect(ground!.map(({ needsForm }) => needsForm)).toEqual([false, true]);
    expect(standingOf(ground!, [])).toBe('later');
    expect(standingOf(ground!, broken('N-02'))).toBe('broken');
  });
});

describe('the rules checked when a decision is sent', () => {
  const described = { rules: Object.values(rules), diagram: diagramOf(gatekeeping) } as unknown as Workflow;
  const later = (state: string, event: string) => checkedLater(described, [state], event).map(({ id }) => id);

  it('are those of its way from the present step that look at the answers, and no others', () => {
    const { from } = described.diagram.transitions.find(({ event }) => event === 'decision.approved')!;
    const asked = approvalRules.params.all.filter((id) => rules[id]!.needsForm);
    expect(asked.length).toBeGreaterThan(5);
    expect(later(from, 'decision.approved').sort()).toEqual([...asked].sort());
    expect(later(from, 'concern.reported')).toEqual([]);
    expect(later('elsewhere', 'decision.approved')).toEqual([]);
  });
});
