import type { Holder } from './place.ts';
import type { FieldPlan } from './plan.ts';

/** An object of an answer some members of which are JSON already. */
export class WrittenObject {
  readonly #parts: readonly (string | FieldPlan)[];
  readonly #answer: Readonly<Holder>;
  readonly #whole: string | undefined;

  /** `answer` has the members that are not JSON yet. */
  constructor(parts: readonly (string | FieldPlan)[], answer: Readonly<Holder>) {
    this.#parts = parts;
    this.#answer = answer;
    const [first = ''] = parts;
    this.#whole = parts.length < 2 && typeof first === 'string' ? `{${first}}` : undefined;
  }

  write(): string {
    if (this.#whole !== undefined) return this.#whole;
    let members = '';
    for (const part of this.#parts) {
      if (members !== '') members += ',';
      members += typeof part === 'string' ? part : memberOf(part.name, this.#answer[part.name]);
    }
    return `{${members}}`;
  }
}

/** A member of an object as JSON; a name of GraphQL holds nothing to escape. */
export function memberOf(name: string, value: unknown): string {
  return `"${name}":${writeAnswer(value)}`;
}

/** Writes an answer as `JSON.stringify` does, where objects in it may be written already. */
export function writeAnswer(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof WrittenObject) return value.write();
  if (Array.isArray(value)) return writeList(value);
  return writesItself(value) ? JSON.stringify(value) : writeObject(value);
}

/** As a Date does; a client may call any field `toJSON`. */
function writesItself(value: object): boolean {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

function writeList(list: readonly unknown[]): string {
  let items = '';
  for (const [index, item] of list.entries()) {
    if (index > 0) items += ',';
    items += isWritten(item) ? writeAnswer(item) : 'null';
  }
  return `[${items}]`;
}

function writeObject(object: object): string {
  let members = '';
  for (const [name, item] of Object.entries(object)) {
    if (!isWritten(item)) continue;
    if (members !== '') members += ',';
    members += `${JSON.stringify(name)}:${writeAnswer(item)}`;
  }
  return `{${members}}`;
}

/** JSON leaves out what it has no form for, or says null. */
function isWritten(value: unknown): boolean {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol';
}
