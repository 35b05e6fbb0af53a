// Settings of the tenant: rules by page, custom fields, API keys.
import { Alert, Skeleton, Tab, Tabs, useMediaQuery, useTheme } from '@mui/material';
import { Link, useParams } from 'react-router-dom';

import { reasonOf } from '../api/refusal';
import { PageHeading } from '../layout/PageHeading';
import { useSession } from '../session/useSession';
import { ApiKeys } from './ApiKeys';
import { CustomFields } from './CustomFields';
import { RulesForm } from './RulesForm';
import { RULE_PAGES, type RulePage } from './rules';
import { useSettings } from './useSettings';

const OTHER_PAGES = [
  { path: 'custom-fields', label: 'Custom fields' },
  { path: 'api-keys', label: 'API keys' },
];

const SettingsPage = () => {
  const { page = 'general' } = useParams();
  const { tenant } = useSession();
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('md'));
  const rules = RULE_PAGES.find((it) => it.path === page);
  return (
    <>
      <PageHeading
        title="Settings"
        subtitle={`${tenant.name} · ${tenant.handle} · ${tenant.currency}`}
      />
      <Tabs
        value={page}
        variant="scrollable"
        // There from the start where they may be needed: coming later, they cover the chosen tab.
        scrollButtons={isNarrow ? true : 'auto'}
        allowScrollButtonsMobile
        sx={{ mb: 2, borderBottom: 1, borderColor: 'divider' }}
        aria-label="Pages of settings"
      >
        {[...RULE_PAGES, ...OTHER_PAGES].map(({ path, label }) => (
          <Tab key={path} value={path} label={label} component={Link} to={`/settings/${path}`} />
        ))}
      </Tabs>
      {rules && <Rules key={page} page={rules} />}
      {page === 'custom-fields' && <CustomFields />}
      {page === 'api-keys' && <ApiKeys />}
    </>
  );
};

const Rules = ({ page }: { page: RulePage }) => {
  const { data, error } = useSettings();
  if (error) return <Alert severity="error">{reasonOf(error)}</Alert>;
  if (!data) return <Skeleton variant="rounded" height={320} sx={{ maxWidth: 760 }} />;
  return <RulesForm page={page} read={data} />;
};

export default SettingsPage;
