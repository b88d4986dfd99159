import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface RateRow {
  readonly name: string;
  /** One for each column. */
  readonly values: readonly string[];
}

export interface RateTableProps {
  readonly title: string;
  readonly columns: readonly { readonly text: string; readonly help?: string }[];
  readonly groups: readonly { readonly title?: string; readonly rows: readonly RateRow[] }[];
}

/** Numbers of the overview, by name. */
export function RateTable({ title, columns, groups }: RateTableProps): ReactNode {
  const { t } = useTranslation();
  const isEmpty = groups.every(({ rows }) => rows.length === 0);
  return (
    <section className="overview__rates" aria-label={title}>
      {isEmpty ? (
        <>
          <h2>{title}</h2>
          <p className="overview__none">{t('review.rates.none')}</p>
        </>
      ) : (
        <table className="rate-table">
          <thead>
            <tr>
              <th scope="col">
                <h2>{title}</h2>
              </th>
              {columns.map(({ text, help }) => (
                <th key={text} scope="col" title={help}>
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          {groups.map(({ title: groupTitle, rows }) => (
            <tbody key={groupTitle ?? title}>
              {groupTitle !== undefined && (
                <tr>
                  <th className="rate-table__group" scope="rowgroup" colSpan={columns.length + 1}>
                    {groupTitle}
                  </th>
                </tr>
              )}
              {rows.map(({ name, values }) => (
                <tr key={name}>
                  <th scope="row" title={name}>
                    {name}
                  </th>
                  {values.map((value, i) => (
                    <td key={columns[i]?.text}>{value}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      )}
    </section>
  );
}
