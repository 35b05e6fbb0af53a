// More months for the same device: at once, or by an order where the tenant's rules ask for one.
import { useState } from 'react';

import { useCan } from '../session/useSession';
import { useSettings } from '../settings/useSettings';
import { ExtendAtOnce } from './ExtendAtOnce';
import { ExtendByOrder } from './ExtendByOrder';
import { Preparing } from './Preparing';
import type { ActionProps } from './SubscriptionActions';

export const ExtendSubscription = ({ rental, onClose }: ActionProps) => {
  const { data, isLoading } = useSettings();
  const mayOrder = useCan('orders:write');
  // What the server said where it does not extend at once: it tells those too whose key may not read
  // the settings, and those whose contract was extended too often or too late.
  const [refused, setRefused] = useState<string>();
  if (isLoading) return <Preparing title={TITLE} onClose={onClose} />;
  const rules = data?.data.extension;
  if (refused === undefined && rules?.approvalRequired !== true) {
    return <ExtendAtOnce rental={rental} rules={rules} onRefused={setRefused} onClose={onClose} />;
  }
  const why = refused === undefined ? BY_RULE : `${refused} ${INSTEAD}`;
  if (!mayOrder) {
    return (
      <Preparing title={TITLE} onClose={onClose}>
        {why} This key may not change orders: sign in with one that may.
      </Preparing>
    );
  }
  return <ExtendByOrder rental={rental} rules={rules} why={why} onClose={onClose} />;
};

const TITLE = 'Extend the contract';
const BY_RULE = 'Your shop extends contracts by an order that somebody confirms.';
const INSTEAD = 'An order that somebody confirms extends it.';
