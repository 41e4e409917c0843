import type { GraphQLResolveInfo } from 'graphql';

/** What is the same each time that an operation is executed. */
const sameEachTime: ReadonlySet<string | symbol> = new Set<keyof GraphQLResolveInfo>([
  'fieldName',
  'fieldNodes',
  'returnType',
  'parentType',
  'schema',
  'fragments',
  'operation',
]);

/** Watches a field being executed: whether its answer follows from its object, its selection and what is harmless. */
export class Watch {
  /** The context to execute it with. */
  readonly context: unknown;
  #isKeepable = true;

  constructor(context: unknown, harmless: ReadonlySet<string>) {
    this.context = this.#watched(context as object, (name) => typeof name === 'string' && harmless.has(name));
  }

  get isKeepable(): boolean {
    return this.#isKeepable;
  }

  /** Says that the answer follows from something else, is awaited, or has failed. */
  spoil(): void {
    this.#isKeepable = false;
  }

  /** The info to execute it with. */
  infoFrom(info: GraphQLResolveInfo): GraphQLResolveInfo {
    return this.#watched(info, (name) => sameEachTime.has(name));
  }

  #watched<Value extends object>(value: Value, isHarmless: (name: string | symbol) => boolean): Value {
    const note = (name: string | symbol): void => {
      if (!isHarmless(name)) this.spoil();
    };
    return new Proxy(value, {
      get: (target, name) => {
        note(name);
        return Reflect.get(target, name, target) as unknown;
      },
      set: (target, name, next) => {
        this.spoil();
        return Reflect.set(target, name, next, target);
      },
      has: (target, name) => {
        note(name);
        return Reflect.has(target, name);
      },
      ownKeys: (target) => {
        this.spoil();
        return Reflect.ownKeys(target);
      },
      getOwnPropertyDescriptor: (target, name) => {
        note(name);
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
    });
  }
}
