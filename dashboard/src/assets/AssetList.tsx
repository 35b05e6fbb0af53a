// All units: found by what somebody reads from a sticker, by product or by who has them.
import AddIcon from '@mui/icons-material/Add';
import MoveIcon from '@mui/icons-material/PlaceOutlined';
import StatusIcon from '@mui/icons-material/SwapHorizOutlined';
import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import { Button, Stack } from '@mui/material';
import {
  AutocompleteInput,
  DataTable,
  ReferenceInput,
  SelectArrayInput,
  SelectInput,
  SimpleList,
  TextInput,
  useRecordContext,
} from 'react-admin';
import { Link } from 'react-router-dom';

import { CustomerInput } from '../customers/CustomerInput';
import { CustomerName } from '../customers/CustomerName';
import type { Rows } from '../data/resources';
import { StatusBadge, statusWord } from '../format/StatusBadge';
import { SuggestInput } from '../forms/SuggestInput';
import { later } from '../later';
import { type BulkAction, BulkActions } from '../lists/BulkActions';
import { DayCol, MoneyCol, ONE_LINE, StatusCol } from '../lists/columns';
import { EmptyList } from '../lists/EmptyList';
import { FewLinesField } from '../lists/FewLines';
import { ListPage } from '../lists/ListPage';
import { QuickViewCol } from '../lists/QuickViewCol';
import type { QuickView } from '../lists/QuickViews';
import { RowLinkField } from '../lists/RowLink';
import { SearchInput } from '../lists/SearchInput';
import { useReadableFilters } from '../lists/useReadableFilters';
import { useCan } from '../session/useSession';
import { RecoveryField } from '../subscriptions/RecoveryBar';
import { CONDITIONS, RECOVERIES, STATUSES } from './words';

type Asset = Rows['assets'];

const search = (text: string) => ({ search: text });

const FILTERS = [
  <SearchInput key="search" placeholder="Serial number, product or customer" alwaysOn />,
  <SelectArrayInput key="status" source="status" label="Status" choices={STATUSES} alwaysOn />,
  <ReferenceInput key="product" source="productId" reference="products" label="Product">
    <AutocompleteInput label="Product" optionText="name" filterToQuery={search} />
  </ReferenceInput>,
  <TextInput key="sku" source="sku" label="SKU" />,
  <SuggestInput
    key="condition"
    source="condition"
    label="Condition"
    suggestions={CONDITIONS}
    isFilter
  />,
  <SelectInput key="recovery" source="costRecovery" label="Cost recovery" choices={RECOVERIES} />,
  <CustomerInput key="customer" source="customerId" />,
];

const AssetList = () => {
  const mayWrite = useCan('assets:write');
  const filters = useReadableFilters(FILTERS);
  return (
    <ListPage
      title="Assets"
      sort={{ field: 'createdAt', order: 'DESC' }}
      filters={filters}
      actions={mayWrite && <Actions />}
      empty={
        <EmptyList
          title="No assets yet"
          action={
            mayWrite && (
              <Stack direction="row" spacing={1} sx={{ justifyContent: 'center' }}>
                <Actions />
              </Stack>
            )
          }
        >
          Every unit you rent out stands here by its serial number. Record them one by one with a
          scanner, or import a CSV file.
        </EmptyList>
      }
      quickView={QUICK_VIEW}
      narrow={
        <SimpleList<Asset>
          rowClick="show"
          primaryText={(asset) => asset.serialNumber}
          secondaryText={(asset) => `${asset.productName} · ${asset.sku}`}
          tertiaryText={(asset) => <StatusBadge status={asset.status} />}
        />
      }
    >
      <DataTable<Asset>
        rowClick="show"
        bulkActionButtons={mayWrite && <BulkActions actions={ACTIONS} labelOf={labelOf} />}
        hiddenColumns={SELDOM}
      >
        <QuickViewCol />
        <DataTable.Col
          source="serialNumber"
          label="Serial number"
          field={RowLinkField}
          sx={ONE_LINE}
        />
        <DataTable.Col source="productName" label="Product" disableSort field={FewLinesField} />
        <DataTable.Col source="sku" label="SKU" />
        <StatusCol source="status" />
        <DataTable.Col source="condition" disableSort />
        <DataTable.Col source="location" disableSort field={FewLinesField} />
        <DataTable.Col label="Customer" disableSort>
          <Holder />
        </DataTable.Col>
        <MoneyCol source="acquisitionCost" label="Cost" disableSort />
        <DataTable.Col label="Cost recovery" disableSort field={RecoveryField} />
        <DayCol source="acquisitionDate" label="Acquired" disableSort />
      </DataTable>
    </ListPage>
  );
};

/** Columns that wait to be chosen, so that the table fits a common screen. */
const SELDOM = ['acquisitionDate', 'condition'];

const QUICK_VIEW: QuickView = {
  nameOf: ({ serialNumber }: Asset) => serialNumber,
  View: later(() => import('./AssetPreview')),
};

const ACTIONS: BulkAction[] = [
  {
    label: 'Change status',
    Icon: StatusIcon,
    Dialog: later(() => import('./SetAssetStatuses')),
  },
  {
    label: 'Change location',
    Icon: MoveIcon,
    Dialog: later(() => import('./MoveAssets')),
  },
];

const labelOf = (asset: Asset): string =>
  [asset.serialNumber, asset.productName, statusWord(asset.status)].join(' · ');

const Actions = () => (
  <>
    <Button component={Link} to="/assets/import" startIcon={<UploadIcon />}>
      Import CSV
    </Button>
    <Button
      component={Link}
      to="/assets/create"
      variant="contained"
      startIcon={<AddIcon />}
      data-key="n"
    >
      New asset
    </Button>
  </>
);

/** Who has it. */
const Holder = () => {
  const asset = useRecordContext<Asset>();
  return asset?.customerId === undefined ? null : <CustomerName customerId={asset.customerId} />;
};

export default AssetList;
