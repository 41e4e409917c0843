import { isData, valueOf, type Data } from './merge-data.ts';
import type { ResponsePath } from './response-path.ts';

/** An object of the answer, and where it is. */
export interface Place {
  readonly data: Data;
  /** The last step that leads there, which knows those before; undefined for the root. */
  readonly at: Step | undefined;
}

/** A step of a path. Thousands of places share their first ones, and few are ever told. */
export interface Step {
  readonly before: Step | undefined;
  readonly key: string | number;
}

/** What stands in a plan's path for every element of a list. */
const eachElement = '@';

/** The objects that a plan's path leads to from these places; what is null on the way leads nowhere. */
export function placesAt(places: readonly Place[], path: ResponsePath): Place[] {
  const found: Place[] = [];
  for (const { data, at } of places) new Descent(path, found).into(data, at, 0);
  return found;
}

/** A place's path in full. */
export function pathOf({ at }: Place): ResponsePath {
  const path: (string | number)[] = [];
  for (let step = at; step !== undefined; step = step.before) path.push(step.key);
  return path.reverse();
}

class Descent {
  readonly #path: ResponsePath;
  readonly #found: Place[];

  constructor(path: ResponsePath, found: Place[]) {
    this.#path = path;
    this.#found = found;
  }

  /** `index` counts the steps of the path that have been taken. */
  into(value: unknown, at: Step | undefined, index: number): void {
    if (Array.isArray(value)) {
      this.#each(value, at, index);
      return;
    }
    if (!isData(value)) return;
    const key = this.#path[index];
    if (key === undefined) this.#found.push({ data: value, at });
    else this.into(valueOf(value, key), { before: at, key }, index + 1);
  }

  #each(list: readonly unknown[], at: Step | undefined, index: number): void {
    const rest = this.#path[index] === eachElement ? index + 1 : index;
    let key = 0;
    for (const element of list) this.into(element, { before: at, key: key++ }, rest);
  }
}
