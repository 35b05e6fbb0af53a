// Columns of tables that are written in the tenant's form.
import { DataTable, type DataTableColumnProps } from 'react-admin';

import { DayField, MoneyField } from '../format/fields';
import { StatusField } from '../format/StatusBadge';

type Props = Omit<DataTableColumnProps, 'field' | 'children'>;

/** Of a column whose text stays on one line, cut off where it is long: names, serial numbers. */
export const ONE_LINE = {
  maxWidth: 220,
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
} as const;

/** An amount, to the right. */
export const MoneyCol = (props: Props) => (
  <DataTable.Col
    {...props}
    field={MoneyField}
    sx={{
      textAlign: 'right',
      whiteSpace: 'nowrap',
      // A long title stands on two lines rather than push other columns out.
      '&.RaDataTable-headerCell': { whiteSpace: 'normal' },
      '& .MuiTableSortLabel-root': { flexDirection: 'row-reverse' },
    }}
  />
);

/** A date. */
export const DayCol = (props: Props) => <DataTable.Col {...props} field={DayField} />;

/** A status on its colour. */
export const StatusCol = (props: Props) => <DataTable.Col {...props} field={StatusField} />;
