type Bound<Given, Functions> = {
  readonly [Name in keyof Functions]: Functions[Name] extends (
    given: Given,
    ...rest: infer Rest
  ) => infer Result
    ? (...rest: Rest) => Result
    : never;
};

/**
 * Fills in the first parameter of functions: `bind(tx, { lockStock })` gives `{ lockStock(ids) }`. Repository functions take
 * first where they send their statements, use cases their dependencies.
 */
export function bind<
  Given,
  Functions extends Readonly<Record<string, (given: never, ...rest: never) => unknown>>,
>(given: Given, functions: Functions): Bound<Given, Functions> {
  const bound: Record<string, unknown> = {};
  for (const [name, use] of Object.entries(functions) as [string, (...all: unknown[]) => unknown][])
    bound[name] = (...rest: unknown[]) => use(given, ...rest);
  return bound as Bound<Given, Functions>;
}
