// Contract lengths as people write them: whole months, several at once.

/** Contracts run that many months at most. */
export const TERM_MAX = 120;

/** Lengths that are offered to choose from. */
export const USUAL_TERMS = [1, 3, 6, 12, 18, 24, 36, 48, 60];

interface Read {
  /** Each once, the shortest first. */
  terms: number[];
  /** What is no length of a contract, as it was written. */
  refused: string[];
}

/** Lengths that were chosen, and texts such as `9` or `6, 12 months`. */
export const termsOf = (chosen: readonly (number | string)[]): Read => {
  const words = chosen.flatMap((it) =>
    String(it)
      .split(/[\s,;]+/)
      .filter((part) => part !== '' && !/^months?$/i.test(part)),
  );
  const isTerm = (word: string) =>
    /^\d+$/.test(word) && Number(word) >= 1 && Number(word) <= TERM_MAX;
  return {
    terms: [...new Set(words.filter(isTerm).map(Number))].sort((a, b) => a - b),
    refused: words.filter((word) => !isTerm(word)),
  };
};
