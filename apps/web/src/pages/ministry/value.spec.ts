import { parameterSpecs } from '../../../../../workflows/parameters';
import { linesOf, schemaOf } from './value';

describe('a parameter in words', () => {
  it('says an amount with its unit, in both scripts', () => {
    expect(linesOf({ amount: 5, unit: 'workingDays' })).toEqual([{ en: '5 working days', km: '៥ ថ្ងៃធ្វើការ' }]);
  });

  it('says each part of a value that differs by risk on a line of its own', () => {
    const lines = linesOf({ high: { amount: 2, unit: 'days' }, low: { amount: 10, unit: 'days' } });
    expect(lines.map(({ en }) => en)).toEqual(['high risk: 2 days', 'low risk: 10 days']);
  });

  it('says one of a unit as one', () => {
    expect(linesOf({ amount: 1, unit: 'workingDays' })[0]!.en).toBe('1 working day');
  });

  it('says when a rung of a ladder fires, and to whom', () => {
    const lines = linesOf({ normal: [{ rung: 'reminder-7', days: -7, to: 'worker' }] });
    expect(lines[0]!.en).toBe('normal: 7 days before the date, who must act');
  });

  it('says every parameter that there is', () => {
    for (const { id, default: value } of parameterSpecs)
      for (const { en, km } of linesOf(value)) {
        expect(`${id} ${en}`).not.toMatch(/NaN|undefined|\[object/);
        expect(`${id} ${km}`.slice(5)).not.toMatch(/[a-z]{3}/i);
      }
    const [first] = linesOf([{ step: 'D+1', kind: 'call', after: { amount: 1, unit: 'days' }, window: 'weekly' }]);
    expect(first).toEqual({ en: 'call: 1 day', km: 'ទូរស័ព្ទ: ១ ថ្ងៃ' });
  });

  it('says what is not set', () => {
    expect(linesOf(null)[0]!.en).toBe('not set');
  });

  it('asks for a new value in the shape of the present one', () => {
    const schema = schemaOf({ amount: 5, unit: 'days' }, { en: 'New', km: 'ថ្មី' });
    expect(schema.required).toEqual(['amount', 'unit']);
    expect(schema.properties?.['unit']?.enum).toContain('workingDays');
  });
});
