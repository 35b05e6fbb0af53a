// Views by their names.
import { describe, expect, it } from 'vitest';

import { renamed, viewNamed, withView } from './savedViews';

const view = (label: string, status = label) => ({ label, value: { filter: { status } } });
const [late, mine] = [view('Late'), view('Mine')];
const VIEWS = [late, mine];
const named = (views: { label: string }[]) => views.map(({ label }) => label);

describe('a view', () => {
  it('is known by its name, however it is spelt', () => {
    expect(viewNamed(VIEWS, ' late ')).toBe(late);
    expect(viewNamed(VIEWS, 'later')).toBeUndefined();
  });

  it('is added at the end, or takes the place of the one with its name', () => {
    expect(named(withView(VIEWS, view(' New ')))).toEqual(['Late', 'Mine', 'New']);
    const replaced = withView(VIEWS, view('late', 'other'));
    expect(named(replaced)).toEqual(['late', 'Mine']);
    expect(replaced[0]?.value.filter).toEqual({ status: 'other' });
  });

  it('is renamed where it stands, and the one that had the name goes', () => {
    expect(named(renamed(VIEWS, late, 'Overdue '))).toEqual(['Overdue', 'Mine']);
    expect(renamed(VIEWS, late, 'mine')).toEqual([{ ...late, label: 'mine' }]);
    expect(named(renamed(VIEWS, late, 'LATE'))).toEqual(['LATE', 'Mine']);
  });
});
