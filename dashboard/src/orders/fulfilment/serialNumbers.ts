// Serial numbers out of what somebody pasted: a column of a sheet, a line of a delivery note.

/** What stands in a paste. */
interface Pasted {
  /** Each number once, in the order they came. */
  serialNumbers: string[];
  /** Numbers that came more than once, each once. */
  repeated: string[];
}

/** Numbers are told apart by lines, commas, semicolons and tabs; a number may have spaces in it. */
const SEPARATORS = /[\r\n\t,;]+/;
/** What spreadsheets and scanners put around or between. */
const QUOTES = /^["'`]+|["'`]+$/g;

export const readSerialNumbers = (text: string): Pasted => {
  const found = text
    .split(SEPARATORS)
    // Spaces of all kinds, and marks that cannot be seen but come along when copied.
    .map((part) =>
      part
        .replace(/[\u200b\ufeff]/g, '')
        .trim()
        .replace(QUOTES, '')
        .trim(),
    )
    .filter((part) => part !== '');
  const serialNumbers = [...new Set(found)];
  const repeated = serialNumbers.filter((it) => found.indexOf(it) !== found.lastIndexOf(it));
  return { serialNumbers, repeated };
};
