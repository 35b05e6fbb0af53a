// Whether a file can be CSV at all: sheets of spreadsheet programs are chosen by mistake, and what the
// server would say of their bytes helps nobody.

/** Ends of names that spreadsheet programs give their own files. */
const SHEETS = /\.(xlsx?|xlsm|xlsb|ods|numbers)$/i;
/** What a file that is an archive begins with, as sheets of today are. */
const ARCHIVE = [0x50, 0x4b, 0x03, 0x04];
/** As much of a file as is looked at. */
const LOOKED_AT = 4096;

/** Whether it is a sheet or something else that is no text. */
export const isSheet = (name: string, begin: Uint8Array): boolean =>
  SHEETS.test(name) || ARCHIVE.every((byte, at) => begin[at] === byte) || begin.includes(0);

/** The same of a file; one that cannot be read any more is for the server, which will not get it. */
export const isSheetFile = async (file: File): Promise<boolean> => {
  try {
    return isSheet(file.name, new Uint8Array(await file.slice(0, LOOKED_AT).arrayBuffer()));
  } catch {
    return isSheet(file.name, new Uint8Array());
  }
};
