/** The six rungs of Form 4 in their order, the least intrusive first, with the answer that each was given. */
import type { Schema } from '../../forms';
import { useLanguage, type Text } from '../../language';
import { Table } from '../../parts';
import type { Workflow } from '../cases/reads';
import type { File } from './reads';
import { sheetTexts as texts } from './texts';

interface Rung {
  rung: string;
  result?: string;
  reason?: string;
  contacted?: { name: string; answer: string }[];
}

const signs: Record<string, string> = { suitable: '✓', tried: '↷', notAvailable: '–', notSafe: '⚠' };

export function Ladder({ workflow, file }: { workflow: Workflow; file: File }) {
  const { say } = useLanguage();
  const schema = workflow.events.find(({ type }) => type === 'ladder.completed')?.form as Schema | undefined;
  const item = schema?.properties?.['rungs']?.items?.properties;
  const order = item?.['rung']?.enum;
  if (!item || !order) return null;
  const given = (file.last.get('ladder.completed')?.data['rungs'] ?? []) as Rung[];
  const label = (name: 'rung' | 'result', value: string): Text =>
    item[name]?.['x-enum']?.[value] ?? { en: value, km: value };
  const rows: Rung[] = order.map((rung) => given.find((each) => each.rung === rung) ?? { rung });
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.ladder)}</h2>
      <Table<Rung>
        caption={texts.ladder}
        rows={rows}
        keyOf={({ rung }) => rung}
        columns={[
          { title: texts.rung, cell: ({ rung }) => say(label('rung', rung)) },
          {
            title: texts.answer,
            cell: ({ result }) =>
              result ? (
                <>
                  <span aria-hidden="true">{signs[result]} </span>
                  {say(label('result', result))}
                </>
              ) : (
                <span className="hw-late">
                  <span aria-hidden="true">⚠ </span>
                  {say(texts.noAnswer)}
                </span>
              ),
          },
          {
            title: texts.reason,
            cell: ({ reason, contacted = [] }) => (
              <>
                {reason ?? (contacted.length === 0 && '–')}
                {contacted.map(({ name, answer }) => (
                  <div key={`${name} ${answer}`} className="hw-muted">
                    {name}: {answer}
                  </div>
                ))}
              </>
            ),
          },
        ]}
      />
    </section>
  );
}
