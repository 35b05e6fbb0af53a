// Saving what the app itself wrote, such as an export.

/** Has the browser save bytes as a file. */
export const saveAs = (bytes: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};
