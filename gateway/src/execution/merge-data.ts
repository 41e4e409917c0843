/** An object of a subgraph's answer, or of the answer that is made of them. */
export type Data = Record<string, unknown>;

/** Whether a value is an object of an answer. */
export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property of the data itself: a client may well name a response key `constructor`. */
export function valueOf(data: Data, key: string | number): unknown {
  return Object.hasOwn(data, key) ? data[key] : undefined;
}

/** Sets a property of the data itself; assigning to a key named `__proto__` would not. */
export function setValue(data: Data, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(data, key, { value, writable: true, enumerable: true, configurable: true });
  else data[key] = value;
}

/** Merges what a subgraph gave into what is there: objects and lists of the same length element by element. */
export function mergeData(target: Data, source: Data | null | undefined): void {
  if (source === null || source === undefined) return;
  // Subgraphs give plain objects, all of whose keys are their own: a list of them is not made.
  for (const key in source) {
    const value = source[key];
    if (value !== undefined) setValue(target, key, merged(valueOf(target, key), value));
  }
}

function merged(known: unknown, given: unknown): unknown {
  if (known === undefined || typeof given !== 'object') return given;
  if (isData(known) && isData(given)) {
    mergeData(known, given);
    return known;
  }
  const areAlike = Array.isArray(known) && Array.isArray(given) && known.length === given.length;
  return areAlike ? known.map((element, index) => merged(element, given[index])) : given;
}
