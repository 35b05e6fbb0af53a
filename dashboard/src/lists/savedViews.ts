// The views that somebody saved, by their names: no two have the same one.
import type { SavedQuery } from 'react-admin';

const isNamed = (view: SavedQuery, name: string): boolean =>
  view.label.toLowerCase() === name.trim().toLowerCase();

/** The view of that name, however it is spelt. */
export const viewNamed = (views: SavedQuery[], name: string): SavedQuery | undefined =>
  views.find((view) => isNamed(view, name));

/** With that view: in the place of the one of its name, else at the end. */
export const withView = (views: SavedQuery[], view: SavedQuery): SavedQuery[] => {
  const saved = { ...view, label: view.label.trim() };
  return viewNamed(views, view.label) === undefined
    ? [...views, saved]
    : views.map((it) => (isNamed(it, view.label) ? saved : it));
};

/** With another name for one of them; a view that had the name before goes. */
export const renamed = (views: SavedQuery[], view: SavedQuery, name: string): SavedQuery[] =>
  views
    .filter((it) => it === view || !isNamed(it, name))
    .map((it) => (it === view ? { ...it, label: name.trim() } : it));
