// What an input that was emptied means in the body of a write: nothing, which the API takes as null.

/** Null for an empty text and for what is not there; 0 and false are something. */
export const orNull = <T>(value: T): Exclude<T, undefined> | null =>
  value === '' || value === undefined ? null : (value as Exclude<T, undefined>);
