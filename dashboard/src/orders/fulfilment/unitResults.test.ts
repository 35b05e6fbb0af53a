// Results of many units, each at its number.
import { describe, expect, it } from 'vitest';

import { Refusal } from '../../api/refusal';
import { refusedNumbers, refusedUnits } from './unitResults';

describe('refusedUnits', () => {
  it('tells which of the numbers that were sent are to blame', () => {
    const refusal = new Refusal(400, 'ASSET_NOT_AVAILABLE', 'Refused', [
      { code: 'ASSET_NOT_AVAILABLE', path: 'items[0].serialNumbers[1]', message: 'Rented out.' },
    ]);
    const refused = refusedUnits(refusal, ['A1', 'A2']);
    expect(refused).toMatchObject([{ serialNumber: 'A2', reason: 'Rented out.' }]);
    expect(refusedNumbers(refused)).toEqual(['A2']);
  });

  it('leaves what is no unit to others', () => {
    const refusal = new Refusal(400, 'VALIDATION_ERROR', 'Refused', [
      { code: 'invalid', path: 'startDate', message: 'No date.' },
    ]);
    expect(refusedUnits(refusal, ['A1'])).toEqual([]);
    expect(refusedUnits(undefined, ['A1'])).toEqual([]);
  });
});
