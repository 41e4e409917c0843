import { types, type CustomTypesConfig } from 'pg';

/** How columns are read: as pg does by itself, but an `int8` as a number and not as text. */
export const columnTypes: CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === types.builtins.INT8 && format !== 'binary'
      ? readInt8
      : (types.getTypeParser(type, format) as never),
};

/** Reads an `int8`. @throws RangeError when a number cannot hold it exactly, so that no amount is wrong by a cent */
export function readInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a safe integer: ${text}`);
  return value;
}
