import type { GraphQLError } from 'graphql';
import type { FieldArguments } from './field-arguments.ts';
import type { KeptTexts } from './kept-texts.ts';
import type { OperationParts } from './operation-parts.ts';
import { errorAt, failed, isInsideFailed, nearestNullable, type Place } from './place.ts';
import type { Watch } from './watch.ts';

/** What one execution is given. */
export interface RunInput {
  readonly rootValue: unknown;
  readonly contextValue: unknown;
  /** Coerced. */
  readonly variableValues: Record<string, unknown>;
  /** What is kept from one execution to the next; undefined where the answer is not written as JSON. */
  readonly texts?: KeptTexts | undefined;
}

/** One execution of an operation: what it waits for, and what has failed. */
export class Run {
  readonly parts: OperationParts;
  readonly input: RunInput;
  readonly errors: GraphQLError[] = [];
  /** The arguments that have variables among them, read when the first of their field's objects comes. */
  readonly args = new Map<FieldArguments, Readonly<Record<string, unknown>>>();
  /** Something failed, and nothing that holds it may be null. */
  hasFailed = false;
  /** Of the field that is executed at the moment, where its answer may be kept. */
  watch: Watch | undefined;
  #variant: string | undefined;
  #awaited = 0;
  #onSettled: (() => void) | undefined;

  constructor(parts: OperationParts, input: RunInput) {
    this.parts = parts;
    this.input = input;
  }

  /** All that answers that are kept may vary by. */
  get variant(): string {
    return (this.#variant ??= this.input.texts?.variantOf(this.input.contextValue) ?? '');
  }

  /** What resolvers find. */
  get context(): unknown {
    return this.watch === undefined ? this.input.contextValue : this.watch.context;
  }

  /** Whether nothing is awaited. */
  get isSettled(): boolean {
    return this.#awaited === 0;
  }

  /** Resolves once nothing is awaited any more; it is called for what has not settled. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#onSettled = resolve;
    });
  }

  /** Writes what `use` makes of a promised value to its place, once it has come. */
  whenThere(promise: PromiseLike<unknown>, place: Place, use: (value: unknown) => unknown): null {
    this.watch?.spoil();
    this.#awaited += 1;
    promise.then(
      (value) => {
        this.#write(place, value, use);
        this.#settle();
      },
      (error: unknown) => {
        this.fail(error, place);
        this.#settle();
      },
    );
    return null;
  }

  /**
   * Reports an error at a place, and makes null what must be: the place itself, or the nearest above that may be. An error inside
   * of what has failed already is not reported. Gives what stands at the place then.
   */
  fail(error: unknown, place: Place): null | typeof failed {
    this.watch?.spoil();
    const nullable = nearestNullable(place);
    if (!this.hasFailed && !isInsideFailed(nullable)) this.errors.push(errorAt(error, place));
    if (nullable === undefined) {
      this.hasFailed = true;
      return failed;
    }
    nullable.hasFailed = true;
    nullable.holder[nullable.key] = null;
    return nullable === place ? null : failed;
  }

  #write(place: Place, value: unknown, use: (value: unknown) => unknown): void {
    try {
      const completed = use(value);
      if (completed !== failed) place.holder[place.key] = completed;
    } catch (error) {
      this.fail(error, place);
    }
  }

  #settle(): void {
    this.#awaited -= 1;
    if (this.#awaited === 0) this.#onSettled?.();
  }
}
