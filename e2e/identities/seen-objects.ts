/** What is known of one object: the value of each leaf that it was seen with. */
type Known = Map<string, unknown>;

/** Every object with an id that was seen, as a normalising cache keeps it: by its type and its id. */
export class SeenObjects {
  readonly #known = new Map<string, Known>();
  /** Where two objects of one type and one id differed. */
  readonly differences: string[] = [];

  /** Takes in an answer: all objects in it. */
  add(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) this.add(item);
    else if (typeof value === 'object' && value !== null) this.#addObject(value as Record<string, unknown>);
  }

  /** The types of which an object was seen. */
  types(): Set<string> {
    return new Set([...this.#known.keys()].map((key) => key.slice(0, key.indexOf(':'))));
  }

  #addObject(object: Record<string, unknown>): void {
    Object.values(object).forEach((value) => {
      this.add(value);
    });
    if (typeof object['id'] !== 'string') return;
    const key = `${String(object['__typename'])}:${object['id']}`;
    const known = this.#known.get(key) ?? new Map<string, unknown>();
    this.#known.set(key, known);
    for (const [field, value] of Object.entries(object).filter(([, value]) => !isObject(value))) {
      if (known.has(field) && known.get(field) !== value) {
        this.differences.push(`${key} ${field}: ${String(known.get(field))}, then ${String(value)}`);
      }
      known.set(field, value);
    }
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
