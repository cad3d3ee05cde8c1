/** The marks of the sources (`[V:S3 para 15]`, `[V2:S4]`, `[GK]`, `[DP]`) as words. */
import { khmerDigits, type Text } from '../language';

const press = (name: string): Text => ({ en: name, km: name });
const practice = (en: string, km: string): Text => ({ en: `practice of ${en}`, km: `ការអនុវត្តរបស់${km}` });

const guidelines: Text = {
  en: 'UN Guidelines for the Alternative Care of Children',
  km: 'គោលការណ៍ណែនាំអង្គការសហប្រជាជាតិស្តីពីការថែទាំជំនួសកុមារ',
};
const decree119: Text = { en: 'Sub-Decree 119', km: 'អនុក្រឹត្យលេខ ១១៩' };

/** The register of sources by number, as far as rules and parameters cite it. */
const names: Record<string, Text> = {
  S0b: {
    en: 'ministry at the Alternative Care Conference, Geneva 2016',
    km: 'ក្រសួង ក្នុងសន្និសីទស្តីពីការថែទាំជំនួស ហ្សឺណែវ ២០១៦',
  },
  S1: { en: 'government forms 1 to 6', km: 'ទម្រង់បែបបទរដ្ឋ លេខ ១ ដល់ ៦' },
  S2: press('Primero'),
  S3: guidelines,
  S4: decree119,
  S5: decree119,
  S7: { en: 'Sub-Decree 34', km: 'អនុក្រឹត្យលេខ ៣៤' },
  S8: press('Khmer Times, 2017'),
  S10: { en: 'UNICEF mapping of institutions', km: 'ការធ្វើផែនទីគ្រឹះស្ថានរបស់យូនីសេហ្វ' },
  S15: practice('Kenya', 'ប្រទេសកេនយ៉ា'),
  S18: press('Faith to Action'),
  S20: {
    en: 'inter-agency guidelines on reintegration, 2016',
    km: 'គោលការណ៍ណែនាំអន្តរស្ថាប័នស្តីពីសមាហរណកម្ម ២០១៦',
  },
  S22: press('Cambodia Daily, 2013'),
  S23: press('Cambodia Daily'),
  S28: { en: 'UNICEF evaluation, 2009', km: 'ការវាយតម្លៃរបស់យូនីសេហ្វ ២០០៩' },
  S29: { en: 'research on orphanage trafficking, 2024', km: 'ការស្រាវជ្រាវអំពីការជួញដូរកុមារក្នុងមណ្ឌលកុមារកំព្រា ២០២៤' },
  S31: practice('Texas', 'រដ្ឋតិចសាស់'),
  S32: practice('Kentucky', 'រដ្ឋខេនធាក់គី'),
  S33: practice('Manitoba', 'ខេត្តម៉ានីតូបា'),
  S34: practice('Missouri', 'រដ្ឋមីស៊ូរី'),
  S35: practice('North Dakota', 'រដ្ឋដាកូតាខាងជើង'),
  S36: practice('Moldova', 'ប្រទេសម៉ុលដាវី'),
  S37: practice('Malaysia', 'ប្រទេសម៉ាឡេស៊ី'),
  S38: practice('M’lup Russey', 'អង្គការម្លប់ឫស្សី'),
  S55: press('Phnom Penh Post, 2018'),
  S64: practice('Oklahoma', 'រដ្ឋអូក្លាហូម៉ា'),
};

const known: Record<string, Text> = {
  DP: { en: 'design proposal, not law', km: 'សំណើរៀបចំ មិនមែនច្បាប់' },
  GK: { en: 'general knowledge, not verified', km: 'ចំណេះដឹងទូទៅ មិនបានផ្ទៀងផ្ទាត់' },
};
const secondary: Text = { en: ' (read in the press)', km: ' (បានអានក្នុងសារព័ត៌មាន)' };

const paragraphs = (numbers: string): Text => ({
  en: ` ${numbers.includes(',') || numbers.includes('-') ? 'paras' : 'para'} ${numbers}`,
  km: ` កថាខណ្ឌ ${khmerDigits(numbers)}`,
});
const both = (...parts: Text[]): Text => ({
  en: parts.map(({ en }) => en).join(''),
  km: parts.map(({ km }) => km).join(''),
});

/** The sources that one mark cites: `V:S3 paras 14, 68; S55`. */
function cited(mark: string): Text[] {
  const [, read, list] = /^(V2?):(.*)$/.exec(mark) ?? [];
  if (list === undefined) return known[mark] ? [known[mark]] : [];
  return list.split(/[,;] *(?=S\d)/).map((one) => {
    const [, number = one, numbers] = /^(\w+)(?: paras? ([\d, -]+))?/.exec(one) ?? [];
    const name = names[number] ?? press(number);
    return both(name, ...(numbers ? [paragraphs(numbers)] : []), ...(read === 'V2' ? [secondary] : []));
  });
}

/** What is cited outside of the marks; the numbers of our own analysis say nothing to a reader. */
function plain(words: string): Text[] {
  const form = /\bForm (\d)/.exec(words)?.[1];
  const un = /\bUN paras? ([\d-]+)/.exec(words)?.[1];
  const article = /\bCRPD art\. ([\d()]+)/.exec(words)?.[1];
  return [
    ...(form ? [{ en: `Form ${form}`, km: `ទម្រង់ទី ${khmerDigits(form)}` }] : []),
    ...(un ? [both(guidelines, paragraphs(un))] : []),
    ...(article ? [{ en: `CRPD art. ${article}`, km: `អនុសញ្ញាស្តីពីសិទ្ធិជនពិការ មាត្រា ${khmerDigits(article)}` }] : []),
  ];
}

/** What a source cites, each once, in its order; the source itself where it bears no mark. */
export function sourceIn(source: string): Text[] {
  const marks = [...source.matchAll(/\[([^\]]+)\]/g)].map(([, mark]) => mark!);
  const found = [...plain(source.replace(/\[[^\]]*\]/g, '')), ...marks.flatMap(cited)];
  const said = new Map(found.map((text) => [text.en, text]));
  // a paragraph of a source says more than the source alone
  const each = [...said.values()].filter(({ en }) => ![...said.keys()].some((other) => other.startsWith(`${en} para`)));
  return each.length > 0 ? each : [press(source)];
}
