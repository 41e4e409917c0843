/** A value, or the promise of one: what is there already costs no turn of the microtask queue. */
export type Soon<Value> = Value | Promise<Value>;

/** Goes on with a value: at once where it is there, else when it is. What rejects goes on as it is. */
export function soon<Value, Result>(value: Soon<Value>, use: (value: Value) => Soon<Result>): Soon<Result> {
  return value instanceof Promise ? value.then(use) : use(value);
}
