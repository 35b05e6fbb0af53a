// A glance at a product: its variants, and what each costs a month for which term.
import { Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useRecordContext } from 'react-admin';

import type { Rows } from '../data/resources';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { Glance } from '../lists/Glance';
import { GlancePart } from '../lists/GlancePart';
import { termsOf } from './prices';

const ProductPreview = () => {
  const product = useRecordContext<Rows['products']>();
  const { money } = useFormat();
  if (product === undefined) return null;
  const terms = termsOf(product);
  return (
    <Glance
      title={product.name}
      badge={<StatusBadge status={product.status} />}
      subtitle={[product.productSku, product.brand, product.category].filter(Boolean).join(' · ')}
    >
      <GlancePart title="Variants and monthly prices" wide>
        {/* More terms than there is room for scroll, by keyboard too. */}
        <Box sx={{ overflowX: 'auto' }} tabIndex={0}>
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>Variant</TableCell>
                {terms.map((term) => (
                  <TableCell key={term} align="right">
                    {count(term, 'month')}
                  </TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {product.variants.map((variant) => (
                <TableRow key={variant.variantId}>
                  <TableCell>
                    {variant.variantName}{' '}
                    {variant.status !== 'active' && <StatusBadge status={variant.status} />}
                    <Typography variant="caption" component="div" color="text.secondary">
                      {variant.variantSku}
                    </Typography>
                  </TableCell>
                  {terms.map((term) => (
                    <TableCell key={term} align="right">
                      {money(
                        variant.pricing.find((tier) => tier.contractLength === term)?.monthlyPrice,
                      )}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      </GlancePart>
      <GlancePart title="Specification" wide>
        {product.specification}
      </GlancePart>
    </Glance>
  );
};

export default ProductPreview;
