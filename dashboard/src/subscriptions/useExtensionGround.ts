// What an extension order stands on: the order of the contract, the contracts that are extended
// before this one, and what the catalog asks for its variant.
import { useQuery } from '@tanstack/react-query';

import { api, given, type Schema } from '../api/client';
import { tiersOf } from '../orders/form/offers';
import { useCan, useSession } from '../session/useSession';
import { lineOf, takenWith } from './extensionOrder';

type Rental = Schema<'Rental'>;

export interface ExtensionGround {
  order: Schema<'OrderBody'>;
  /** Older contracts of the same order and SKU: an order extends those first. */
  older: Rental[];
  /** Prices of the variant, shortest term first; none where the key may not read the catalog. */
  tiers: Schema<'PricingTierBody'>[];
  /** The term that was ordered at first. */
  term: number;
}

/** Most subscriptions on a page of the API. */
const PAGE_MAX = 100;

/** Read when the dialog opens, and not again while somebody fills it in. */
const ONCE = { staleTime: 'static', gcTime: 0, retry: false } as const;

export const useExtensionGround = (rental: Rental) => {
  const { tenant } = useSession();
  const mayPrice = useCan('catalog:read');
  return useQuery({
    queryKey: ['subscriptions', 'extension-order', rental.rentalId],
    queryFn: async (): Promise<ExtensionGround> => {
      const [order, running] = await Promise.all([readOrder(rental), readRunning(rental)]);
      const line = lineOf(rental, order);
      const variant = mayPrice && line ? await readVariant(line) : undefined;
      return {
        order,
        older: takenWith(rental, running),
        tiers: variant ? tiersOf(variant, { terms: tenant.contractTerms }) : [],
        term: line?.contractLength ?? rental.contractLength,
      };
    },
    ...ONCE,
  });
};

const readOrder = ({ orderId }: Rental) =>
  given(api.GET('/v1/orders/{orderId}', { params: { path: { orderId } } }));

/** Running contracts of the same order and SKU, oldest first, as far as this one. */
const readRunning = async ({ orderId, sku, rentalId }: Rental): Promise<Rental[]> => {
  const found: Rental[] = [];
  let startAfter: string | null | undefined;
  do {
    const page = await given(
      api.GET('/v1/subscriptions', {
        params: {
          query: {
            orderId,
            sku,
            status: 'active',
            sortBy: 'createdAt',
            sortDir: 'asc',
            limit: PAGE_MAX,
            ...(startAfter && { startAfter }),
          },
        },
      }),
    );
    found.push(...page.rentals);
    startAfter = found.some((it) => it.rentalId === rentalId) ? undefined : page.nextCursor;
  } while (startAfter);
  return found;
};

const readVariant = async ({ productId, sku }: Schema<'ItemBody'>) => {
  const product = await given(
    api.GET('/v1/products/{productId}', { params: { path: { productId } } }),
  );
  return product.variants.find((it) => it.variantSku === sku && it.status === 'active');
};
