// Values of the tenant's own fields, each under the name that the tenant gave it.
import type { Fact } from '../layout/Facts';
import { type Section, useCustomFields } from './useCustomFields';
import type { CustomValues } from './values';

/** For `Facts`; a field that is gone goes by its id. */
export const useCustomFieldFacts = (
  section: Section,
  values: CustomValues | null | undefined,
): Fact[] => {
  const fields = useCustomFields(section);
  return Object.entries(values ?? {}).map(([id, value]) => [
    fields.find((field) => field.id === id)?.label ?? id,
    typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? ''),
  ]);
};
