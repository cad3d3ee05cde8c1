import { formSchema } from '../../../api/describe';
import { forms } from '../../../../workflows/family-reintegration/forms';
import { ofScores } from '../../../../workflows/family-reintegration/rules/closure';
import { childItems, familyItems } from '../../../../workflows/vocabulary';
import type { Schema } from './fields';
import { talliesOf } from './sums';

const form6 = formSchema(forms['closing.proposed']) as Schema;
const all = (names: readonly string[], value: number): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, value]));
const good = { child: all(childItems, 3), family: all(familyItems, 3) };

describe('scores that are added up', () => {
  it('stand beside what Form 6 asks for, the excepted one apart, a blank by its name', () => {
    const { legalAid: _, ...scored } = good.child;
    const child = { ...scored, legalDocuments: 1 };
    const family = { ...good.family, helpFromRelatives: 1, income: 1 };
    const [first, second] = talliesOf(form6, { child, family });
    expect(first).toMatchObject({ sum: 28, atLeast: 21, isEnough: true });
    expect(first!.lines.filter(({ stands }) => stands !== 'enough')).toMatchObject([
      { path: 'child.legalDocuments', score: 1, least: 2, stands: 'low' },
      { path: 'child.legalAid', least: 2, stands: 'blank' },
    ]);
    expect(second).toMatchObject({ sum: 29, atLeast: 30, isEnough: false });
    expect(second!.lines.filter(({ stands }) => stands !== 'enough')).toMatchObject([{ path: 'family.income' }]);
  });

  it('are enough exactly where the rule of the closure takes them', () => {
    const cases = [
      good,
      { ...good, child: all(childItems, 2) },
      { ...good, family: { ...all(familyItems, 3), helpFromRelatives: 1 } },
      { ...good, family: { ...all(familyItems, 3), housing: 1 } },
      { ...good, family: { ...all(familyItems, 2), income: 4, housing: 4, foodSupply: 4 } },
      { ...good, family: { ...all(familyItems, 2), income: 4, housing: 4, foodSupply: 4, carerHealth: 4 } },
      { ...good, family: { ...all(familyItems, 3), income: 2, housing: 2, foodSupply: 2, carerHealth: 2 } },
      { child: {}, family: {} },
    ];
    const sheet = cases.map((answers) =>
      talliesOf(form6, answers).every(
        ({ isEnough, lines }) => isEnough && lines.every(({ stands }) => stands === 'enough'),
      ),
    );
    expect(sheet).toEqual(cases.map(({ child, family }) => ofScores(child, family).length === 0));
    expect(sheet).toEqual([true, true, true, false, false, true, false, false]);
  });

  it('are none in a form that asks for scores and no sum', () => {
    expect(talliesOf(formSchema(forms['form2.submitted']) as Schema, good)).toEqual([]);
  });
});
