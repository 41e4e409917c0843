/** Runs work one after the other; who asks for the same while it runs gets what comes of it. */
export interface OneAtATime {
  <Result>(key: string, work: () => Promise<Result>): Promise<Result>;
}

/** Makes a queue in which work of one key is never there twice. */
export function oneAtATime(): OneAtATime {
  const running = new Map<string, Promise<unknown>>();
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(key: string, work: () => Promise<Result>) => {
    const shared = running.get(key) as Promise<Result> | undefined;
    if (shared !== undefined) return shared;
    const result = last.then(work).finally(() => running.delete(key));
    running.set(key, result);
    last = result.catch(() => undefined);
    return result;
  };
}
