// The catalog: what is on sale, in how many variants, from which price.
import AddIcon from '@mui/icons-material/Add';
import DiscontinueIcon from '@mui/icons-material/BlockOutlined';
import ReturnIcon from '@mui/icons-material/TaskAltOutlined';
import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import { Button, Stack } from '@mui/material';
import { DataTable, SelectInput, SimpleList, useRecordContext } from 'react-admin';
import { Link } from 'react-router-dom';

import type { Rows } from '../data/resources';
import { StatusBadge, statusWord } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { later } from '../later';
import { type BulkAction, BulkActions } from '../lists/BulkActions';
import { StatusCol } from '../lists/columns';
import { EmptyList } from '../lists/EmptyList';
import { ListPage } from '../lists/ListPage';
import { QuickViewCol } from '../lists/QuickViewCol';
import type { QuickView } from '../lists/QuickViews';
import { RowLinkField } from '../lists/RowLink';
import { SearchInput } from '../lists/SearchInput';
import { useCan } from '../session/useSession';
import { CatalogWordInput } from './CatalogWordInput';
import { fromPrice } from './prices';

type Product = Rows['products'];

export const PRODUCT_STATUSES = [
  { id: 'active', name: 'Active' },
  { id: 'discontinued', name: 'Discontinued' },
];

const FILTERS = [
  <SearchInput key="search" placeholder="Name, SKU, brand or category" alwaysOn />,
  <SelectInput key="status" source="status" label="Status" choices={PRODUCT_STATUSES} alwaysOn />,
  <CatalogWordInput key="category" source="category" label="Category" isFilter />,
  <CatalogWordInput key="brand" source="brand" label="Brand" isFilter />,
];

const ProductList = () => {
  const mayWrite = useCan('catalog:write');
  return (
    <ListPage
      title="Products"
      sort={{ field: 'createdAt', order: 'DESC' }}
      filters={FILTERS}
      actions={mayWrite && <Actions />}
      empty={
        <EmptyList
          title="No products yet"
          action={
            mayWrite && (
              <Stack direction="row" spacing={1} sx={{ justifyContent: 'center' }}>
                <Actions />
              </Stack>
            )
          }
        >
          What you rent out stands here: a product, its variants, and a monthly price for each
          contract term. Begin with one product, or import your catalog from a CSV file.
        </EmptyList>
      }
      quickView={QUICK_VIEW}
      narrow={
        <SimpleList<Product>
          rowClick="show"
          primaryText={(product) => product.name}
          secondaryText={(product) => <Summary product={product} />}
          tertiaryText={(product) => <StatusBadge status={product.status} />}
        />
      }
    >
      <DataTable<Product>
        rowClick="show"
        bulkActionButtons={mayWrite && <BulkActions actions={ACTIONS} labelOf={labelOf} />}
      >
        <QuickViewCol />
        <DataTable.Col source="name" label="Product" field={RowLinkField} />
        <DataTable.Col source="productSku" label="SKU" disableSort />
        <DataTable.Col source="category" disableSort />
        <DataTable.Col source="brand" disableSort />
        <DataTable.NumberCol source="variantCount" label="Variants" disableSort />
        <DataTable.Col label="Monthly from" disableSort sx={{ textAlign: 'right' }}>
          <FromPrice />
        </DataTable.Col>
        <StatusCol source="status" disableSort />
      </DataTable>
    </ListPage>
  );
};

const QUICK_VIEW: QuickView = {
  nameOf: ({ name }: Product) => name,
  View: later(() => import('./ProductPreview')),
};

const ACTIONS: BulkAction[] = [
  {
    label: 'Put selected back on sale',
    Icon: ReturnIcon,
    Dialog: later(() => import('./ReturnProductsToSale')),
  },
  {
    label: 'Discontinue selected',
    Icon: DiscontinueIcon,
    isDangerous: true,
    Dialog: later(() => import('./DiscontinueProducts')),
  },
];

const labelOf = (product: Product): string =>
  [product.name, product.productSku, statusWord(product.status)].join(' · ');

const Actions = () => (
  <>
    <Button component={Link} to="/products/import" startIcon={<UploadIcon />}>
      Import CSV
    </Button>
    <Button
      component={Link}
      to="/products/create"
      variant="contained"
      startIcon={<AddIcon />}
      data-key="n"
    >
      New product
    </Button>
  </>
);

const FromPrice = () => {
  const product = useRecordContext<Product>();
  const { money } = useFormat();
  return product ? <span>{money(fromPrice(product))}</span> : null;
};

const Summary = ({ product }: { product: Product }) => {
  const { money } = useFormat();
  return `${product.productSku} · from ${money(fromPrice(product))} monthly`;
};

export default ProductList;
