/** A village chief tells where a child of the village is: the child is described, and nothing of any file is shown. */
import { useEffect, useRef, useState } from 'react';
import { ask, client, now, useSigned } from '../../api';
import { readBirth } from '../../forms/registration';
import { newChildTexts } from '../../forms/references-texts';
import { dateOf, useLanguage } from '../../language';
import { Empty, Page } from '../../parts';
import { choice, day, form, integer, line, words } from '../administration/questions';
import { ShortForm } from '../administration/short-form';
import { Danger } from './danger';
import { villageTexts as texts } from './texts';

/** What is sent of each answer. */
const told = {
  seen: { what: 'seen' },
  gone: { what: 'gone' },
  away: { what: 'moved', where: 'away' },
  abroad: { what: 'moved', where: 'abroad' },
} as const;

const schema = form(
  {
    what: choice(texts.what, texts.whats),
    on: day(texts.on),
    nameKm: line(newChildTexts.nameKm, 120),
    nameLatin: line(newChildTexts.nameLatin, 120),
    sex: choice(newChildTexts.sex, {
      female: newChildTexts.female,
      male: newChildTexts.male,
      unknown: newChildTexts.unknownSex,
    }),
    age: integer(texts.age, 0, 24),
    note: words(texts.note),
  },
  ['nameLatin', 'note'],
);

/** Years by which a chief may be wrong about an age. */
const doubt = 1;

export default function VillageReport() {
  const { say } = useLanguage();
  const { appointment } = useSigned();
  const [sent, setSent] = useState(0);
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (sent > 0) said.current?.focus();
  }, [sent]);
  const today = dateOf(now());
  if (appointment?.role !== 'village')
    return (
      <Page title={texts.title} back="/start">
        <Empty>{say(texts.others)}</Empty>
      </Page>
    );
  return (
    <Page title={texts.title} back="/start" narrow>
      <p role="status" ref={said} tabIndex={-1} className={sent > 0 ? 'hw-said' : 'govuk-visually-hidden'}>
        {sent > 0 && say(texts.received)}
      </p>
      <Danger />
      <p className="govuk-body">{say(texts.about)}</p>
      <ShortForm
        key={sent}
        schema={schema}
        verb={texts.send}
        start={{ on: today }}
        send={async (answers, header) => {
          const { what, on, nameKm, nameLatin, sex, age, note } = answers as Record<string, string> & { age: number };
          const ages = { youngest: Math.max(0, age - doubt), oldest: age + doubt };
          await ask(
            client.POST('/api/v1/village-reports', {
              params: { header },
              body: {
                names: [{ km: nameKm, latin: nameLatin }],
                sex: sex as 'unknown',
                birth: readBirth({ precision: 'interval', ...ages }, today)!,
                village: appointment.area,
                on: on!,
                note,
                ...told[what as keyof typeof told],
              },
            }),
          );
          setSent((count) => count + 1);
        }}
      />
    </Page>
  );
}
