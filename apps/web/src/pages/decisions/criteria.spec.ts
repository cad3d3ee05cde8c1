/** The decision sheet's criteria against the rules of gatekeeping. */
import { approvalRules } from '../../../../../workflows/gatekeeping/machine-decision';
import { rules } from '../../../../../workflows/gatekeeping/rules';
import { alsoAsked, askedWithForm, criteria, standingOf } from './criteria';

const shown = [...criteria.flatMap((each) => each.rules), ...alsoAsked];
const broken = (id: string) => [{ id, source: '', message: { en: '', km: '' }, missing: { en: '', km: '' }, who: [] }];

describe('the criteria of a decision', () => {
  it('are the twelve of the procedure, and show every rule that an approval is asked for, once', () => {
    expect(criteria).toHaveLength(12);
    expect([...shown].sort()).toEqual([...approvalRules.params.all].sort());
  });

  it('say of exactly those rules that look at the form that they are asked with it', () => {
    expect(shown.filter((id) => rules[id]!.needsForm).sort()).toEqual([...askedWithForm].sort());
  });

  it('are never called kept while one of their rules is yet to be asked', () => {
    const [danger, age, category] = criteria;
    expect(standingOf(danger!, [])).toBe('look');
    expect(standingOf(age!, [])).toBe('later');
    expect(standingOf(category!, [])).toBe('kept');
    expect(standingOf(category!, broken('N-12'))).toBe('broken');
  });
});
