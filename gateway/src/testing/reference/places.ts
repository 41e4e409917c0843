import { isData, valueOf, type Data } from '../../execution/merge-data.ts';
import type { ResponsePath } from '../../execution/response-path.ts';

/** An object of the answer, and where it is. */
export interface Place {
  readonly path: ResponsePath;
  readonly data: Data;
}

/** What stands in a plan's path for every element of a list. */
const eachElement = '@';

/** The objects that a plan's path leads to from these places; what is null on the way leads nowhere. */
export function placesAt(places: readonly Place[], path: ResponsePath): Place[] {
  return places.flatMap((place) => descend(place.data, place.path, path));
}

function descend(value: unknown, at: ResponsePath, [step, ...steps]: ResponsePath): Place[] {
  if (Array.isArray(value)) {
    const rest = step === undefined || step === eachElement ? steps : [step, ...steps];
    return value.flatMap((element, index) => descend(element, [...at, index], rest));
  }
  if (!isData(value)) return [];
  if (step === undefined) return [{ path: at, data: value }];
  return descend(valueOf(value, step), [...at, step], steps);
}
