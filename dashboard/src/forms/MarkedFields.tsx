// Told beside the buttons that the form was not sent: the field at fault may be out of sight.
import { Alert } from '@mui/material';
import { useFormState } from 'react-hook-form';

export const MarkedFields = () => {
  const { submitCount, errors } = useFormState();
  if (submitCount === 0 || Object.keys(errors).length === 0) return null;
  return (
    <Alert severity="error" role="alert" sx={{ mb: 1.5 }}>
      Nothing was sent yet: see what is marked.
    </Alert>
  );
};
