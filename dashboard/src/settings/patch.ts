// What a form changed, as the body of a PATCH: names that stayed as they were are left out. And the
// same laid over values that changed meanwhile.
import { orNull } from '../forms/orNull';

type Tree = { [name: string]: unknown };

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names of `after` that differ from `before`; lists are sent whole. Undefined if nothing does. */
export const patchOf = (before: Tree, after: Tree): Tree | undefined => {
  const patch: Tree = {};
  for (const [name, now] of Object.entries(after)) {
    const then = before[name];
    if (isTree(now)) {
      const inner = patchOf(isTree(then) ? then : {}, now);
      if (inner !== undefined) patch[name] = inner;
    } else if (JSON.stringify(orNull(now)) !== JSON.stringify(orNull(then))) {
      patch[name] = orNull(now);
    }
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
};

/** `now` with what `after` changed since `before` on top: what it left alone stays as it is now. */
export const over = (now: Tree, before: Tree, after: Tree): Tree =>
  laid(now, patchOf(before, after) ?? {});

const laid = (base: Tree, patch: Tree): Tree => {
  const merged = { ...base };
  for (const [name, value] of Object.entries(patch)) {
    const inner = merged[name];
    merged[name] = isTree(value) ? laid(isTree(inner) ? inner : {}, value) : value;
  }
  return merged;
};

/** The values at these paths, as a tree of their own. */
export const pick = (tree: Tree, paths: string[]): Tree => {
  const picked: Tree = {};
  for (const path of paths) {
    const steps = path.split('.');
    const last = steps.pop();
    if (last === undefined) continue;
    let from: unknown = tree;
    let to = picked;
    for (const step of steps) {
      from = isTree(from) ? from[step] : undefined;
      const next = to[step];
      const inner = isTree(next) ? next : {};
      to[step] = inner;
      to = inner;
    }
    to[last] = isTree(from) ? from[last] : undefined;
  }
  return picked;
};
