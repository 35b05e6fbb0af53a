// One product: what it is, what its variants cost for which term, where its units are.
import EditIcon from '@mui/icons-material/EditOutlined';
import { Button, Stack } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router-dom';

import type { Rows } from '../data/resources';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { DetailPage } from '../layout/DetailPage';
import { Facts } from '../layout/Facts';
import { PageHeading } from '../layout/PageHeading';
import { Columns, Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import { TimelineSection } from '../timeline/TimelineSection';
import { AssetsByStatus } from './AssetsByStatus';
import { DeleteProduct } from './DeleteProduct';
import { DiscontinueProduct } from './DiscontinueProduct';
import { Picture } from './Picture';
import { ProductMenu } from './ProductMenu';
import { ReturnToSale } from './ReturnToSale';
import { VariantTable } from './VariantTable';

type Product = Rows['products'];

const ProductShow = () => (
  <DetailPage<Product>>{(product) => <Page product={product} />}</DetailPage>
);

const Page = ({ product }: { product: Product }) => {
  const mayWrite = useCan('catalog:write');
  const maySeeAssets = useCan('assets:read');
  const [open, setOpen] = useState<'status' | 'delete'>();
  const { moment } = useFormat();
  const isActive = product.status === 'active';
  const close = () => setOpen(undefined);
  return (
    <>
      <PageHeading
        title={product.name}
        badge={<StatusBadge status={product.status} />}
        subtitle={product.productSku}
      >
        {mayWrite && (
          <>
            <Button color={isActive ? 'error' : 'primary'} onClick={() => setOpen('status')}>
              {isActive ? 'Discontinue' : 'Put back on sale'}
            </Button>
            <Button
              component={Link}
              to={`/products/${product.productId}`}
              variant="contained"
              startIcon={<EditIcon />}
            >
              Edit
            </Button>
            <ProductMenu onDelete={() => setOpen('delete')} />
          </>
        )}
      </PageHeading>
      <Stack spacing={2}>
        <VariantTable product={product} />
        <Columns
          main={
            <>
              <Section title="Product">
                <Facts
                  facts={[
                    ['Category', product.category],
                    ['Brand', product.brand],
                    ['Specification', product.specification],
                    ['Description', product.description],
                    ['Created', moment(product.createdAt)],
                    ['Last changed', moment(product.updatedAt)],
                  ]}
                />
              </Section>
              {product.images.length > 0 && (
                <Section title="Pictures">
                  <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1.5 }}>
                    {product.images.map((url, at) => (
                      <Picture key={url} url={url} alt={`${product.name}, picture ${at + 1}`} />
                    ))}
                  </Stack>
                </Section>
              )}
            </>
          }
          side={
            <>
              {maySeeAssets && <AssetsByStatus productId={product.productId} />}
              <TimelineSection of="products" id={product.productId} />
            </>
          }
        />
      </Stack>
      {open === 'status' && isActive && <DiscontinueProduct product={product} onClose={close} />}
      {open === 'status' && !isActive && <ReturnToSale product={product} onClose={close} />}
      {open === 'delete' && <DeleteProduct product={product} onClose={close} />}
    </>
  );
};

export default ProductShow;
