import { invalidField, type InvalidField } from '@cartwright/input';

/** What is wrong in a list of what a product is to have, where each is named by the id that it has there or by that of an uploaded file. */
export function namingFaults<Own extends string>(
  list: string,
  own: Own,
  given: readonly Readonly<Record<Own | 'mediaId', string | null>>[],
): InvalidField[] {
  return given.flatMap((one, place) => {
    const before = given.slice(0, place);
    const path = (field: Own | 'mediaId') => [list, String(place), field];
    if (one[own] === null && one.mediaId === null)
      return [invalidField(path('mediaId'), 'REQUIRED', 'Please say which one.')];
    if (one[own] !== null && one.mediaId !== null)
      return [invalidField(path('mediaId'), 'INVALID_VALUE', `Please give ${own} or mediaId, not both.`)];
    const field = one[own] === null ? 'mediaId' : own;
    const isTwice = before.some((other) => other[field] === one[field]);
    return isTwice ? [invalidField(path(field), 'INVALID_VALUE', 'This one is there twice.')] : [];
  });
}
