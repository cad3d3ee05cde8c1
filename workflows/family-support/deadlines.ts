/** When what is due: each deadline counts from an anchor in the context and names its parameter. */
import { dueAfter } from '../time';
import type { Deadline } from '../workflow';
import type { Context } from './context';

function after(parameter: string, anchor: keyof Context['anchors'], en: string, km: string): Deadline<Context> {
  return {
    parameter,
    text: { en, km },
    due: (context, given) =>
      dueAfter(context.anchors[anchor] ?? given.now, given.parameters.values[parameter], given, parameter),
  };
}

export const deadlines = {
  offer: after('P-47', 'planned', 'Offer a service to the family', 'ផ្តល់សេវាដល់គ្រួសារ'),
  followUp: after('P-39', 'followUp', 'See the child in person', 'ជួបកុមារដោយផ្ទាល់'),
  review: after('P-07', 'seen', 'Review after the follow-up', 'ការពិនិត្យឡើងវិញក្រោយការតាមដាន'),
  conclude: after('P-07', 'seen', 'Propose the closing', 'ស្នើសុំបិទករណី'),
  approval: after('P-37', 'proposed', 'Answer the proposal to close', 'ឆ្លើយតបសំណើបិទករណី'),
  concern: after('P-38', 'concern', 'See to the safety concern', 'ដោះស្រាយក្តីបារម្ភអំពីសុវត្ថិភាព'),
  answerIdpoor: after('P-47', 'idpoor', 'Answer about the IDPoor card', 'ចម្លើយអំពីប័ណ្ណសមធម៌'),
  answerScholarship: after('P-47', 'scholarship', 'Answer about the scholarship', 'ចម្លើយអំពីអាហារូបករណ៍'),
  answerOther: after('P-47', 'other', 'Answer about the service', 'ចម្លើយអំពីសេវា'),
} satisfies Record<string, Deadline<Context>>;
