import { wholly } from './change.ts';

/** A place in an answer, with what the answer says there: one object, or each of a list. */
export interface AnswerPlace {
  readonly type: string | undefined;
  /** Whether it is the node of an edge, which is about it. */
  readonly isNode: boolean;
  /** What its objects' fields follow from. */
  readonly tags: Set<string>;
  /** Under which keys the answer has its objects' ids. */
  readonly idKeys: string[];
  readonly below: Map<string, AnswerPlace>;
}

/** A place with nothing in it. */
export function newPlace(of: Partial<Pick<AnswerPlace, 'type' | 'isNode'>> = {}): AnswerPlace {
  return { type: of.type, isNode: of.isNode ?? false, tags: new Set(), idKeys: [], below: new Map() };
}

/** The place below another, under a key of the answer; fields that are selected twice share it. */
export function placeAt(
  above: AnswerPlace,
  key: string,
  of: { readonly type: string; readonly isNode: boolean },
): AnswerPlace {
  const known = above.below.get(key);
  if (known !== undefined) return known;
  const place = newPlace(of);
  above.below.set(key, place);
  return place;
}

/** The tags of places whose objects have no id in the answer: nobody can tell which changes concern them. */
export function looseTags(place: AnswerPlace): string[] {
  const below = [...place.below.values()];
  const node = below.find(({ isNode, idKeys }) => isNode && idKeys.length > 0);
  if (place.idKeys.length === 0 && node !== undefined) {
    for (const tag of place.tags) node.tags.add(tag);
    place.tags.clear();
  }
  const own = place.idKeys.length === 0 ? [...place.tags] : [];
  return [...own, ...below.flatMap(looseTags)];
}

/**
 * The tags of what an answer is about, each as `tag:Type:id`. Where `@skip` or `@include` has left out the id, or the node of an
 * edge, nobody can tell: any change concerns it.
 */
export function tagsIn(data: unknown, place: AnswerPlace): Set<string> {
  const found = new Set<string>();
  collect(data, place, found);
  return found;
}

function collect(data: unknown, place: AnswerPlace, found: Set<string>): void {
  if (Array.isArray(data)) {
    for (const item of data) collect(item, place, found);
  } else if (typeof data === 'object' && data !== null) {
    const values = data as Readonly<Record<string, unknown>>;
    if (place.idKeys.length > 0) addTags(place, values, found);
    for (const [key, below] of place.below) {
      if (below.isNode && values[key] == null) addTags(below, {}, found);
      else collect(values[key], below, found);
    }
  }
}

function addTags(
  { type, tags, idKeys }: AnswerPlace,
  values: Readonly<Record<string, unknown>>,
  found: Set<string>,
): void {
  const id = idKeys.map((key) => values[key]).find((value) => typeof value === 'string');
  for (const tag of tags) found.add(id === undefined ? wholly(tag) : `${tag}:${String(type)}:${id}`);
}
