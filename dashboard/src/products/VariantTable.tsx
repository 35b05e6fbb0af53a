// Variants with their prices as a matrix: a row each, a column for each term.
import { Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';

import type { Rows } from '../data/resources';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { Section } from '../layout/Section';
import { Picture } from './Picture';
import { termsOf } from './prices';
import type { Product } from './productBody';
import { VariantStatus } from './VariantStatus';

type Variant = Product['variants'][number];

export const VariantTable = ({ product }: { product: Rows['products'] }) => {
  const { money } = useFormat();
  const terms = termsOf(product);
  return (
    <Section title="Variants and monthly prices" flush>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>Variant</TableCell>
            <TableCell>Grade</TableCell>
            {terms.map((term) => (
              <TableCell key={term} align="right">
                {count(term, 'month')}
              </TableCell>
            ))}
            <TableCell align="right">List price</TableCell>
            <TableCell align="right">Cost</TableCell>
            <TableCell>Can be ordered</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {product.variants.map((variant) => (
            <TableRow key={variant.variantId}>
              <TableCell>
                <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center' }}>
                  {variant.images[0] && (
                    <Picture url={variant.images[0]} alt={variant.variantName} size={44} />
                  )}
                  <div>
                    {variant.variantName}
                    <Typography variant="body2" color="text.secondary">
                      {[variant.variantSku, variant.colorName, variant.condition]
                        .filter(Boolean)
                        .join(' · ')}
                    </Typography>
                  </div>
                </Stack>
              </TableCell>
              <TableCell>{variant.grade}</TableCell>
              {terms.map((term) => (
                <TableCell key={term} align="right">
                  <Price variant={variant} term={term} />
                </TableCell>
              ))}
              <TableCell align="right">{money(variant.listPrice)}</TableCell>
              <TableCell align="right">{money(variant.acquisitionCost)}</TableCell>
              <TableCell>
                <VariantStatus product={product} variant={variant} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
};

const Price = ({ variant, term }: { variant: Variant; term: number }) => {
  const { money, percent } = useFormat();
  const tier = variant.pricing.find(({ contractLength }) => contractLength === term);
  if (tier === undefined) return <span>–</span>;
  const { discount, setupFee } = tier;
  return (
    <>
      {money(tier.monthlyPrice)}
      {discount && discount.value > 0 && (
        <Typography variant="caption" component="div" color="text.secondary">
          {discount.type === 'percentage' ? percent(discount.value) : money(discount.value)} off
        </Typography>
      )}
      {setupFee !== undefined && setupFee > 0 && (
        <Typography variant="caption" component="div" color="text.secondary">
          {money(setupFee)} setup
        </Typography>
      )}
    </>
  );
};
