// Bodies of writes hold what was filled in, and nothing for what was left empty.

/** Without the values that are empty: null, undefined and empty texts. */
export const filled = <Values extends object>(values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) =>
        value !== undefined && value !== null && (typeof value !== 'string' || value.trim() !== ''),
    ),
  ) as Values;
