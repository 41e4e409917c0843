/** Something that answers follow from has changed. */
export interface Change {
  /** What of it: `prices`, `stock`, `reviews`, `categories`. */
  readonly tag: string;
  /** Of what, as `Type:id`; `Type` alone where it may be any. Undefined where it may be anything. */
  readonly of?: readonly string[];
  /** Whether it may change which things are in a list, and their order. */
  readonly isOfLists: boolean;
  /** For so long, in milliseconds, answers may still be of what was before: none of them is kept. Nothing where it is left out. */
  readonly settlesMs?: number;
}

/** The tags that a change ends; an answer has each of these that concerns it. */
export function tagsOf({ tag, of, isOfLists }: Change): readonly string[] {
  if (of === undefined) return [tag];
  const each = of.map((thing) => `${tag}:${inOneSpelling(thing)}`);
  return isOfLists ? [...each, wholly(tag)] : each;
}

/** Ids are compared as answers have them, however whoever changed something has spelt them. */
function inOneSpelling(thing: string): string {
  const [type = '', ...id] = thing.split(':');
  return [type, ...id.map((part) => part.toLowerCase())].join(':');
}

/** The tag of answers that any change concerns that is of lists. */
export function wholly(tag: string): string {
  return `${tag}:*`;
}
