// Filters and order as the API's query.
import { describe, expect, it } from 'vitest';

import { queryOf } from './query';

const LIST = { filters: ['status', 'search', 'overdue', 'min'], sorts: ['dueDate', 'a.b'] };
const WITH_FIELDS = { ...LIST, hasCustomFields: true };

describe('a query', () => {
  it('has what the filters hold, and nothing of what is empty', () => {
    const filter = { status: ['a', 'b'], search: ' jane ', overdue: false, min: 0 };
    expect(queryOf(LIST, filter)).toEqual({
      status: 'a,b',
      search: 'jane',
      overdue: 'false',
      min: '0',
    });
    expect(queryOf(LIST, { status: [], search: '  ', overdue: undefined, min: null })).toEqual({});
  });

  it('has the order, unless there is none', () => {
    const by = (field: string, order: 'ASC' | 'DESC') => queryOf(LIST, {}, { field, order });
    expect(by('dueDate', 'ASC')).toEqual({ sortBy: 'dueDate', sortDir: 'asc' });
    expect(by('a.b', 'DESC')).toEqual({ sortBy: 'a.b', sortDir: 'desc' });
    expect(by('id', 'ASC')).toEqual({});
  });

  it('is refused where the list does not declare a name, empty or not', () => {
    expect(() => queryOf(LIST, { custommer: 'x' })).toThrow('filtered by “custommer”');
    expect(() => queryOf(LIST, { custommer: '' })).toThrow('filtered by “custommer”');
    expect(() => queryOf(LIST, { status: { is: 'x' } })).toThrow('filtered by “status.is”');
    expect(() => queryOf(LIST, {}, { field: 'paidAt', order: 'ASC' })).toThrow(
      'sorted by “paidAt”',
    );
  });

  it('has custom fields where the list takes them; their ids may have dots', () => {
    expect(queryOf(WITH_FIELDS, { customField_po: 'A1' })).toEqual({ customField_po: 'A1' });
    expect(queryOf(WITH_FIELDS, { customField_po: { no: 'A1' } })).toEqual({
      'customField_po.no': 'A1',
    });
    expect(() => queryOf(LIST, { customField_po: 'A1' })).toThrow('filtered by “customField_po”');
  });
});
