// Fields of the tenant's own on orders, customers and subscriptions.
import AddIcon from '@mui/icons-material/Add';
import {
  Alert,
  Button,
  Skeleton,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given } from '../api/client';
import { reasonOf } from '../api/refusal';
import { CUSTOM_FIELDS, type CustomField } from '../custom-fields/useCustomFields';
import { word } from '../format/write';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import { CustomFieldDialog } from './CustomFieldDialog';

const SECTIONS = [
  { section: 'order', title: 'Orders' },
  { section: 'customer', title: 'Customers' },
  { section: 'subscription', title: 'Subscriptions' },
] as const;

export const CustomFields = () => {
  const mayWrite = useCan('settings:write');
  const queries = useQueryClient();
  const [edited, setEdited] = useState<CustomField | 'new'>();
  const [dropped, setDropped] = useState<CustomField>();
  const { data, error } = useQuery(CUSTOM_FIELDS);
  const readAgain = () => void queries.invalidateQueries({ queryKey: CUSTOM_FIELDS.queryKey });
  return (
    <Stack spacing={2}>
      <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'center', gap: 2 }}>
        <Typography variant="body2" color="text.secondary">
          Ask for what you need beside the usual: a purchase order number, a cost centre. The fields
          stand in forms and on pages, and orders can be filtered by them. CSV exports leave them
          out.
        </Typography>
        {mayWrite && (
          <Button
            variant="contained"
            startIcon={<AddIcon />}
            data-key="n"
            sx={{ flexShrink: 0 }}
            onClick={() => setEdited('new')}
          >
            New field
          </Button>
        )}
      </Stack>
      {error && <Alert severity="error">{reasonOf(error)}</Alert>}
      {!data && !error && <Skeleton variant="rounded" height={200} />}
      {data &&
        SECTIONS.map(({ section, title }) => (
          <Section key={section} title={title} flush>
            <FieldTable
              fields={data.filter((field) => field.section === section)}
              {...(mayWrite && { onEdit: setEdited, onDrop: setDropped })}
            />
          </Section>
        ))}
      {edited && (
        <CustomFieldDialog
          field={edited === 'new' ? undefined : edited}
          onDone={readAgain}
          onClose={() => setEdited(undefined)}
        />
      )}
      {dropped && (
        <ActionDialog
          title={`Remove the field “${dropped.label}”?`}
          label="Remove field"
          isDangerous
          explanation="Forms no longer ask for it. Values that were entered stay where they are."
          act={() =>
            given(
              api.DELETE('/v1/custom-fields/{customFieldId}', {
                params: {
                  path: { customFieldId: dropped.customFieldId },
                },
              }),
            )
          }
          onDone={readAgain}
          onClose={() => setDropped(undefined)}
        />
      )}
    </Stack>
  );
};

interface TableProps {
  fields: CustomField[];
  onEdit?: (field: CustomField) => void;
  onDrop?: (field: CustomField) => void;
}

const FieldTable = ({ fields, onEdit, onDrop }: TableProps) => {
  if (fields.length === 0) {
    return (
      <Typography variant="body2" color="text.secondary" sx={{ px: 2, pb: 2 }}>
        None yet.
      </Typography>
    );
  }
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>Label</TableCell>
          <TableCell>Id</TableCell>
          <TableCell>Type</TableCell>
          <TableCell>Required</TableCell>
          <TableCell aria-label="Actions" />
        </TableRow>
      </TableHead>
      <TableBody>
        {fields.map((field) => (
          <TableRow key={field.customFieldId}>
            <TableCell>{field.label}</TableCell>
            <TableCell>
              <code>{field.id}</code>
            </TableCell>
            <TableCell>{word(field.type)}</TableCell>
            <TableCell>{field.required ? 'Yes' : 'No'}</TableCell>
            <TableCell align="right">
              {onEdit && (
                <Button
                  size="small"
                  aria-label={`Edit ${field.label}`}
                  onClick={() => onEdit(field)}
                >
                  Edit
                </Button>
              )}
              {onDrop && (
                <Button
                  size="small"
                  color="error"
                  aria-label={`Remove ${field.label}`}
                  onClick={() => onDrop(field)}
                >
                  Remove
                </Button>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
};
