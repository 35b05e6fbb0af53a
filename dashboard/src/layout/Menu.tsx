// The menu: pages that the key may see, and nothing else.

import SubscriptionsIcon from '@mui/icons-material/AutorenewOutlined';
import GroupsIcon from '@mui/icons-material/CorporateFareOutlined';
import AssetsIcon from '@mui/icons-material/DevicesOutlined';
import ProductsIcon from '@mui/icons-material/Inventory2Outlined';
import QueueIcon from '@mui/icons-material/LocalShippingOutlined';
import PaymentsIcon from '@mui/icons-material/PaymentsOutlined';
import CustomersIcon from '@mui/icons-material/PeopleAltOutlined';
import OrdersIcon from '@mui/icons-material/ReceiptLongOutlined';
import SettingsIcon from '@mui/icons-material/SettingsOutlined';
import type { ReactElement } from 'react';
import { Menu as RaMenu } from 'react-admin';

import type { Permission } from '../session/session';
import { useSession } from '../session/useSession';

interface Item {
  to: string;
  label: string;
  icon: ReactElement;
  permission: Permission;
}

const ITEMS: Item[] = [
  { to: '/orders', label: 'Orders', icon: <OrdersIcon />, permission: 'orders:read' },
  { to: '/queue', label: 'Fulfilment', icon: <QueueIcon />, permission: 'orders:read' },
  {
    to: '/subscriptions',
    label: 'Subscriptions',
    icon: <SubscriptionsIcon />,
    permission: 'subscriptions:read',
  },
  { to: '/assets', label: 'Assets', icon: <AssetsIcon />, permission: 'assets:read' },
  { to: '/products', label: 'Products', icon: <ProductsIcon />, permission: 'catalog:read' },
  { to: '/customers', label: 'Customers', icon: <CustomersIcon />, permission: 'customers:read' },
  { to: '/payments', label: 'Payments', icon: <PaymentsIcon />, permission: 'payments:read' },
  {
    to: '/billing-groups',
    label: 'Billing groups',
    icon: <GroupsIcon />,
    permission: 'payments:read',
  },
  { to: '/settings', label: 'Settings', icon: <SettingsIcon />, permission: 'settings:read' },
];

export const Menu = () => {
  const { can } = useSession();
  return (
    <RaMenu>
      {ITEMS.filter((item) => can(item.permission)).map((item) => (
        <RaMenu.Item key={item.to} to={item.to} primaryText={item.label} leftIcon={item.icon} />
      ))}
    </RaMenu>
  );
};
