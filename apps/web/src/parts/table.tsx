/** A table that becomes cards on a phone. */
import type { ReactNode } from 'react';
import { useLanguage, type Text } from '../language';

export interface Column<T> {
  title: Text;
  cell: (row: T) => ReactNode;
  numeric?: boolean;
}

export function Table<T>({
  caption,
  columns,
  rows,
  keyOf,
}: {
  caption: Text;
  columns: Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
}) {
  const { say } = useLanguage();
  return (
    <table className="govuk-table hw-table">
      <caption className="govuk-table__caption govuk-visually-hidden">{say(caption)}</caption>
      <thead className="govuk-table__head">
        <tr className="govuk-table__row">
          {columns.map(({ title, numeric }) => (
            <th
              key={title.en}
              scope="col"
              className={`govuk-table__header${numeric ? ' govuk-table__header--numeric' : ''}`}
            >
              {say(title)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="govuk-table__body">
        {rows.map((row) => (
          <tr key={keyOf(row)} className="govuk-table__row">
            {columns.map(({ title, cell, numeric }, index) =>
              index === 0 ? (
                <th key={title.en} scope="row" className="govuk-table__header">
                  {cell(row)}
                </th>
              ) : (
                <td
                  key={title.en}
                  data-label={say(title)}
                  className={`govuk-table__cell${numeric ? ' govuk-table__cell--numeric' : ''}`}
                >
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
