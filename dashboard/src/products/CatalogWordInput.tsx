// A category or a brand, with those that are in use as suggestions.
import { SuggestInput } from '../forms/SuggestInput';
import { useCatalogWords } from './useCatalogWords';

interface Props {
  source: 'category' | 'brand';
  label: string;
  required?: boolean;
  isFilter?: boolean;
  alwaysOn?: boolean;
}

export const CatalogWordInput = ({ source, ...props }: Props) => (
  <SuggestInput source={source} suggestions={useCatalogWords(source)} {...props} />
);
