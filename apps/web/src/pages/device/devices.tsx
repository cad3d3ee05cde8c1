/** Where the person is signed in, and the end of a session that should not be. */
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ask, client } from '../../api';
import { dateAndTime, useLanguage } from '../../language';
import { Loaded, Table } from '../../parts';
import { profileTexts as texts } from './texts';

interface Device {
  id: string;
  device: string;
  source: string;
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
}

export function Devices() {
  const { say } = useLanguage();
  const [ended, setEnded] = useState(false);
  const query = useQuery({
    queryKey: ['devices'],
    queryFn: () => ask(client.GET('/api/v1/session/devices')),
  });
  const end = async (id: string) => {
    await ask(client.DELETE('/api/v1/session/devices/{id}', { params: { path: { id } } })).catch(() => undefined);
    setEnded(true);
    await query.refetch();
  };
  return (
    <>
      <div role="status">{ended && <p className="govuk-inset-text">{say(texts.ended)}</p>}</div>
      <Loaded query={query}>
        {({ items }) => (
          <Table<Device>
            caption={texts.devices}
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              {
                title: texts.device,
                cell: ({ device, current }) => `${device}${current ? ` (${say(texts.thisOne)})` : ''}`,
              },
              { title: texts.since, cell: ({ createdAt }) => say(dateAndTime(createdAt)) },
              { title: texts.seen, cell: ({ lastSeenAt }) => say(dateAndTime(lastSeenAt)) },
              {
                title: texts.end,
                cell: ({ id, device, current }) =>
                  current ? null : (
                    <button type="button" className="hw-link" onClick={() => void end(id)}>
                      {say(texts.end)}
                      <span className="govuk-visually-hidden">
                        {' '}
                        {say(texts.endOf)} {device}
                      </span>
                    </button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}
