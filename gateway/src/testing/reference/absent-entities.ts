import { responsePathAsArray, type ExecutionResult, type GraphQLResolveInfo } from 'graphql';
import { isData, valueOf } from '../../execution/merge-data.ts';
import { keyOf, PathSet } from '../../execution/path-set.ts';
import type { ResponsePath } from '../../execution/response-path.ts';

/**
 * The entities of an answer that do not exist, as their subgraphs say. A field that refers to one is null, as for any other
 * absent object, and no fault; it is one where the schema demands the entity, or promises it with `@tag(name: "expected")`.
 */
export class AbsentEntities {
  readonly #places: PathSet;
  readonly #isNone: boolean;
  readonly #expected: ReadonlySet<string>;
  /** `Type.field` by the path of each field that refers to something, once there is something absent. */
  readonly #fields = new Map<string, string>();

  constructor(places: readonly ResponsePath[], expected: ReadonlySet<string>) {
    this.#places = new PathSet(places);
    this.#isNone = places.length === 0;
    this.#expected = expected;
  }

  /** Remembers a field that is being resolved. */
  note({ path, parentType, fieldName }: GraphQLResolveInfo): void {
    if (this.#isNone) return;
    this.#fields.set(keyOf(responsePathAsArray(path)), `${parentType.name}.${fieldName}`);
  }

  /** Why there is a null: nothing is absent there, or what is may be, or may not. */
  judge(path: ResponsePath, data: ExecutionResult['data']): 'not-absent' | 'may-be' | 'missing' {
    const place = this.#places.longestStartOf(path);
    if (place === undefined) return 'not-absent';
    const staysThere = valueAt(data, place) === null;
    return staysThere && !this.#expected.has(this.#fieldAt(place)) ? 'may-be' : 'missing';
  }

  #fieldAt(place: ResponsePath): string {
    const last = place.findLastIndex((step) => typeof step === 'string');
    return this.#fields.get(keyOf(place.slice(0, last + 1))) ?? '';
  }
}

/** Undefined beyond a null. */
function valueAt(value: unknown, [step, ...steps]: ResponsePath): unknown {
  if (step === undefined) return value;
  if (Array.isArray(value)) return valueAt(value[Number(step)], steps);
  return isData(value) ? valueAt(valueOf(value, step), steps) : undefined;
}
