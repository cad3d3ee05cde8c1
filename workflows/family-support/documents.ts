/** The letter with which a support case ends. */
import type { DocumentSpec, Text } from '../workflow';

const text = (en: string, km: string): Text => ({ en, km });

export const documents: DocumentSpec[] = [
  {
    kind: 'letter',
    id: 'closing',
    title: text('Notice', 'លិខិតជូនដំណឹង'),
    sources: ['closing.approved'],
    revokedBy: [{ event: 'case.returned', reason: text('the case was taken up again', 'ករណីត្រូវបានបើកឡើងវិញ') }],
    subject: () => text('the end of the support case', 'ការបិទករណីគាំទ្រគ្រួសារ'),
    addressees: () => [
      text('The parents or guardian of the child', 'ឪពុកម្តាយ ឬអាណាព្យាបាលរបស់កុមារ'),
      text('The commune or sangkat', 'រដ្ឋបាលឃុំ/សង្កាត់'),
    ],
    paragraphs: (source) => {
      const proposed = source.earlier['closing.proposed'];
      const on = source.date(proposed?.on ?? source.on);
      return [
        proposed?.data?.ground === 'declined'
          ? text(
              `The support case is closed. On ${on.en} it was recorded that the family does not wish further support.`,
              `ករណីគាំទ្រគ្រួសារត្រូវបានបិទ។ នៅ${on.km} បានកត់ត្រាថា គ្រួសារមិនស្នើសុំការគាំទ្របន្តទេ។`,
            )
          : text(
              `The support case is closed. On ${on.en} it was recorded that the child is safe with the family.`,
              `ករណីគាំទ្រគ្រួសារត្រូវបានបិទ។ នៅ${on.km} បានកត់ត្រាថា កុមារមានសុវត្ថិភាពជាមួយគ្រួសារ។`,
            ),
        text(
          'You can ask for support again at any time: tell the commune or the social worker.',
          'អ្នកអាចស្នើសុំការគាំទ្រម្តងទៀតបានគ្រប់ពេល៖ សូមប្រាប់ឃុំ/សង្កាត់ ឬបុគ្គលិកសង្គមកិច្ច។',
        ),
      ];
    },
    details: (source) =>
      source.children.map(({ name, birth }) => ({
        label: text('Child', 'កុមារ'),
        value: text(`${name.en}, born ${birth.en}`, `${name.km} កើត${birth.km}`),
      })),
    reasons: (source) => source.data.reasons,
  },
];
