// Versions (ETags) of what was read, for writes that must not go over what others did.

/** The header that lets a write through only if the entity is still as it was read. */
export const versionOf = ({ _version }: { _version?: string }): { 'If-Match'?: string } =>
  _version === undefined ? {} : { 'If-Match': _version };
