import type { Text } from '../language';
import { number } from '../language/khmer';

const both = (parts: readonly number[], joiner: string): Text => ({
  en: parts.map((part) => number(part).en).join(joiner),
  km: parts.map((part) => number(part).km).join(joiner),
});

export const sumTexts = {
  title: { en: 'Scores', km: 'ពិន្ទុ' },
  item: { en: 'Item', km: 'ចំណុច' },
  score: { en: 'Score', km: 'ពិន្ទុ' },
  least: { en: 'At least', km: 'យ៉ាងតិច' },
  sum: { en: 'Sum', km: 'ពិន្ទុសរុប' },
  enough: { en: 'enough', km: 'គ្រប់' },
  low: { en: 'too low', km: 'ទាបពេក' },
  blank: { en: 'blank', km: 'ទទេ' },
  blanks: { en: 'A blank blocks. Give a score:', km: 'ចំណុចទទេទប់ស្កាត់។ សូមដាក់ពិន្ទុ៖' },
  lows: { en: 'Too low:', km: 'ទាបពេក៖' },
  total: (total: number): Text => ({
    en: `Total of all sections: ${number(total).en}`,
    km: `ផលបូកគ្រប់ផ្នែក៖ ${number(total).km}`,
  }),
  printed: (printed: number, parts: readonly number[]): Text => {
    const all = number(parts.reduce((a, b) => a + b, 0));
    const sums = both(parts, ' + ');
    return {
      en: `The form prints ${number(printed).en} for the total, but the sections must come to ${sums.en} = ${all.en}: the stricter sums decide.`,
      km: `ទម្រង់បោះពុម្ព ${number(printed).km} សម្រាប់ផលបូក ប៉ុន្តែផ្នែកនីមួយៗត្រូវបាន ${sums.km} = ${all.km}៖ អនុវត្តលក្ខខណ្ឌតឹងជាង។`,
    };
  },
};
