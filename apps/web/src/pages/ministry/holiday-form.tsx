/** Proposing another calendar: days to add, days to take out, and how far it goes. */
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useSearchParams } from 'wouter';
import { ask, client, now, type components } from '../../api';
import type { Schema } from '../../forms/fields';
import { dateOf, shortDate, type Text } from '../../language';
import { Loaded, Page } from '../../parts';
import { choice, day, form, line, words } from '../administration/questions';
import { ShortForm } from '../administration/short-form';
import { useHolidays } from './holidays';
import { holidayKinds, holidayStatuses, holidayTexts as texts } from './texts';

type Holiday = components['schemas']['Holiday'];
type Kind = keyof typeof holidayKinds;
type Status = keyof typeof holidayStatuses;
interface Added {
  date: string;
  nameEn: string;
  nameKm: string;
  kind: Kind;
  source: string;
  status: Status;
}

const keyOf = ({ date, name }: Holiday) => `${date} ${name.en}`;
const titled = ({ en, km }: Text) => ({ title: en, titleKm: km });

const added = form({
  date: day(texts.date),
  nameEn: line(texts.nameEn),
  nameKm: line(texts.nameKm),
  kind: choice(texts.kind, holidayKinds),
  source: line(texts.source),
  status: choice(texts.status, holidayStatuses),
});

function schemaFor(holidays: Holiday[]): Schema {
  const options = holidays.map((holiday): [string, Text] => {
    const date = shortDate(holiday.date);
    return [keyOf(holiday), { en: `${date.en}, ${holiday.name.en}`, km: `${date.km} ${holiday.name.km}` }];
  });
  const remove: Record<string, Schema> =
    options.length > 0
      ? { remove: { ...titled(texts.remove), type: 'array', items: choice(texts.remove, Object.fromEntries(options)) } }
      : {};
  return form(
    {
      add: { ...titled(texts.add), type: 'array', maxItems: 60, items: added },
      ...remove,
      until: day(texts.until),
      reason: words(texts.reason),
    },
    ['add', 'remove', 'until'],
  );
}

export default function HolidayForm() {
  const [parameters] = useSearchParams();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const query = useHolidays();
  const year = /^\d{4}$/.exec(parameters.get('year') ?? '')?.[0] ?? dateOf(now()).slice(0, 4);
  return (
    <Page title={texts.propose} back={`/holidays?year=${year}`} narrow>
      <Loaded query={query}>
        {({ items }) => (
          <ShortForm
            schema={schemaFor(items.filter(({ date }) => date.startsWith(year)))}
            verb={texts.send}
            check={({ add, remove, until }) =>
              [add, remove].some((list) => Array.isArray(list) && list.length > 0) || until
                ? []
                : [{ path: 'add', code: 'required', message: texts.nothing }]
            }
            send={async ({ add = [], remove = [], until, reason }, header) => {
              const body = {
                add: (add as Added[]).map(({ nameEn, nameKm, ...rest }) => ({
                  ...rest,
                  name: { en: nameEn, km: nameKm },
                })),
                remove: (remove as string[]).map((key) => ({ date: key.slice(0, 10), nameEn: key.slice(11) })),
                until: until as string | undefined,
                reason: String(reason),
              };
              await ask(client.POST('/api/v1/holidays/proposals', { params: { header }, body }));
              await queries.invalidateQueries({ queryKey: ['settings'] });
              go('/holidays');
            }}
          />
        )}
      </Loaded>
    </Page>
  );
}
