// Where the server refuses a device and names no field, the serial number is the field.
import { Refusal } from '../api/refusal';

/** Refusals of an asset that is there. One that is not there has its place from the server. */
const OF_THE_ASSET = ['ASSET_NOT_AVAILABLE', 'SKU_MISMATCH'];

/** For `catch`: throws the refusal on, at the input of that name where it is about the device. */
export const atSerialNumber =
  (source: string) =>
  (error: unknown): never => {
    if (
      error instanceof Refusal &&
      error.faults.length === 0 &&
      OF_THE_ASSET.includes(error.code)
    ) {
      const { status, code, message, requestId } = error;
      throw new Refusal(status, code, message, [{ path: source, code, message }], requestId);
    }
    throw error;
  };
