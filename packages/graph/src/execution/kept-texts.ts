import { LRUCache } from 'lru-cache';
import type { FieldPlan, SelectionPlan } from './plan.ts';
import { WrittenObject } from './written-object.ts';

/** Of what is written, in UTF-16 units, with `unitsPerObject` for each object that it is kept of. */
const maxKeptUnits = 16 * 1024 * 1024;
/** About what an object takes that nothing but its texts keeps in memory. */
const unitsPerObject = 2_000;
const unitsPerPart = 100;

/** What may be kept of a schema's answers. */
export interface Keeping {
  /**
   * Types whose objects never change, nor anything that they lead to: after a change there is another object. What resolvers give of them
   * must follow from the object, the arguments and the context, not from a clock or the state of a module.
   */
  readonly types: readonly string[];
  /**
   * By the names of parts of the context: all that differs from one request to the next in what is read from them at once,
   * without a promise. What looks at any other part is not kept.
   */
  readonly variesBy: Readonly<Record<string, (part: never) => string>>;
}

/** An object as a selection shows it: members as they are written, and the fields between them that are executed each time. */
export interface KeptObject {
  readonly parts: readonly (string | FieldPlan)[];
  /** All of it, where no field is executed. */
  readonly whole: WrittenObject | undefined;
}

interface TextsOfObject {
  /** By the selection, as long as its operation is known, then by what the request varies by. */
  readonly bySelection: WeakMap<SelectionPlan, Map<string, KeptObject>>;
  /** Of all that was ever written of it: what went with its operation still counts. */
  readonly units: number;
}

/**
 * What was written of objects that never change, by the object, the selection and all that the request varies by: what was
 * asked for least recently is forgotten.
 */
export class KeptTexts {
  readonly #types: ReadonlySet<string>;
  readonly #variesBy: readonly (readonly [string, (part: never) => string])[];
  readonly #texts: LRUCache<object, TextsOfObject>;
  /** The parts of the context that leave an answer such that it may be kept. */
  readonly harmless: ReadonlySet<string>;

  constructor({ types, variesBy }: Keeping, maxUnits = maxKeptUnits) {
    this.#types = new Set(types);
    this.#variesBy = Object.entries(variesBy);
    this.harmless = new Set(Object.keys(variesBy));
    this.#texts = new LRUCache({ maxSize: maxUnits });
  }

  /** Whether anything is kept of the objects of a type. */
  isOf({ type }: SelectionPlan): boolean {
    return this.#types.has(type.name) && type.isTypeOf == null;
  }

  /** All that an answer that is kept may vary by from one request to the next. */
  variantOf(context: unknown): string {
    const parts = context as Readonly<Record<string, never>>;
    return JSON.stringify(this.#variesBy.map(([name, variesBy]) => variesBy(parts[name] as never)));
  }

  find(source: object, selection: SelectionPlan, variant: string): KeptObject | undefined {
    return this.#texts.get(source)?.bySelection.get(selection)?.get(variant);
  }

  keep(source: object, { selection, variant }: Shown, parts: KeptObject['parts']): void {
    const { bySelection, units: before } = this.#texts.get(source) ?? nothingOf();
    const variants = bySelection.get(selection) ?? new Map<string, KeptObject>();
    bySelection.set(selection, variants);
    const isWhole = parts.every((part) => typeof part === 'string');
    variants.set(variant, { parts, whole: isWhole ? new WrittenObject(parts, {}) : undefined });
    const units = parts.reduce(
      (sum, part) => sum + unitsPerPart + (typeof part === 'string' ? part.length : 0),
      before + unitsPerPart,
    );
    this.#texts.set(source, { bySelection, units }, { size: units }); // of the same value the cache would keep the size
  }
}

function nothingOf(): TextsOfObject {
  return { bySelection: new WeakMap(), units: unitsPerObject };
}

/** How an object is shown. */
export interface Shown {
  readonly selection: SelectionPlan;
  readonly variant: string;
}
