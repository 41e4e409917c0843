import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../limits/document-size.ts';
import type { CacheHints, FieldRule } from './cache-hints.ts';
import { looseTags, newPlace, placeAt, type AnswerPlace } from './answer-places.ts';

/** What may be kept of an operation's answer: all of it, or nothing. */
export type AnswerPolicy = PublicPolicy | PrivatePolicy;

/** Why nothing is kept. */
export interface PrivatePolicy {
  readonly kind: 'private';
  /** In words for whoever reads headers: the first field that is not for everybody. */
  readonly reason: string;
}

/** How long an answer is kept, and what it follows from. */
export interface PublicPolicy {
  readonly kind: 'public';
  /** For whoever hears of no changes. */
  readonly maxAgeSeconds: number;
  /** For whoever does. */
  readonly keptSeconds: number;
  /** Headers by which it differs, sorted. */
  readonly variesBy: readonly string[];
  /** Every tag of it. */
  readonly topics: ReadonlySet<string>;
  /** Tags of which any change concerns it, whatever the change is of. */
  readonly wholly: ReadonlySet<string>;
  /** The same, where a variable is given. */
  readonly whollyWith: ReadonlyMap<string, readonly string[]>;
  /** Where in the answer it says of what it is. */
  readonly places: AnswerPlace;
}

/** What an operation's policy is read from. */
export interface PolicyInput {
  readonly schema: GraphQLSchema;
  readonly hints: CacheHints;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** With events, longer than this is no better: what is asked for again within it is. */
const maxKeptSeconds = 300;

/** What may be kept of an operation's answer, by the hints of all that it asks for. */
export function answerPolicy({ schema, hints, document, operation }: PolicyInput): AnswerPolicy {
  const query = schema.getQueryType();
  if (operation.operation !== OperationTypeNode.QUERY || query == null)
    return { kind: 'private', reason: operation.operation };
  const reader = new PolicyReader(schema, hints, fragmentsOf(document));
  const root = newPlace();
  reader.read(operation.selectionSet, { type: query, place: root, isInWhole: false });
  return reader.policy(root);
}

interface Within {
  /** An interface where any of its types may stand. */
  readonly type: GraphQLObjectType | GraphQLInterfaceType;
  readonly place: AnswerPlace;
  /** The place of the product or variant that it is about. */
  readonly about?: AnswerPlace | undefined;
  /** Whether it lies below a field that says what holds for all below it that says nothing itself. */
  readonly isInWhole: boolean;
}

class PolicyReader {
  readonly #schema: GraphQLSchema;
  readonly #hints: CacheHints;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variesBy = new Set<string>();
  readonly #topics = new Set<string>();
  readonly #wholly = new Set<string>();
  readonly #whollyWith = new Map<string, readonly string[]>();
  #maxAgeSeconds = Infinity;
  #keptSeconds = maxKeptSeconds;
  #reason: string | undefined;

  constructor(
    schema: GraphQLSchema,
    hints: CacheHints,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {
    this.#schema = schema;
    this.#hints = hints;
    this.#fragments = fragments;
  }

  policy(places: AnswerPlace): AnswerPolicy {
    if (this.#maxAgeSeconds === Infinity) this.#reason ??= 'nothing that is kept';
    if (this.#reason !== undefined) return { kind: 'private', reason: this.#reason };
    for (const tag of looseTags(places)) this.#wholly.add(tag);
    return {
      kind: 'public',
      maxAgeSeconds: this.#maxAgeSeconds,
      keptSeconds: this.#keptSeconds,
      variesBy: [...this.#variesBy].toSorted(),
      topics: this.#topics,
      wholly: this.#wholly,
      whollyWith: this.#whollyWith,
      places,
    };
  }

  read(selections: SelectionSetNode, within: Within): void {
    for (const selection of selections.selections) {
      if (this.#reason !== undefined) return;
      if (selection.kind === Kind.FIELD) this.#readField(selection, within);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.#readAs(selection.typeCondition?.name.value, selection.selectionSet, within);
      } else {
        const fragment = this.#fragments.get(selection.name.value);
        if (fragment !== undefined)
          this.#readAs(fragment.typeCondition.name.value, fragment.selectionSet, within);
      }
    }
  }

  #readAs(name: string | undefined, selections: SelectionSetNode, within: Within): void {
    const type = name === undefined ? within.type : this.#schema.getType(name);
    if (isObjectType(type) || isInterfaceType(type)) this.read(selections, { ...within, type });
    else this.#refuse(name ?? within.type.name);
  }

  #readField(node: FieldNode, within: Within): void {
    const { type, place } = within;
    const name = node.name.value;
    if (name === '__typename') return;
    const key = `${type.name}.${name}`;
    const field = type.getFields()[name];
    const rules = this.#rulesOf(within, name);
    if (rules === undefined || field === undefined) {
      this.#refuse(key);
      return;
    }
    const isId = name === 'id' && (node.directives ?? []).length === 0;
    if (isId && this.#isTold(type)) place.idKeys.push(keyOf(node));
    for (const one of rules) this.#count(one, node, within);
    const below = getNamedType(field.type);
    if (node.selectionSet === undefined) return;
    if (!isObjectType(below) && !isInterfaceType(below)) {
      this.#refuse(key);
      return;
    }
    const inner = placeAt(place, keyOf(node), { type: below.name, isNode: name === 'node' });
    const about = this.#isTold(below) ? inner : within.about;
    const isInWhole = rules.every(({ isWhole }) => isWhole); // also where none says anything
    this.read(node.selectionSet, { type: below, place: inner, about, isInWhole });
  }

  /**
   * What a field says itself, of an interface all that the types say that may stand there; none where what it lies within says it all.
   * Undefined where it may not be kept, be it of one of these types.
   */
  #rulesOf({ type, isInWhole }: Within, name: string): FieldRule[] | undefined {
    const types = isInterfaceType(type) ? this.#schema.getPossibleTypes(type) : [type];
    const places = types.map((one) => `${one.name}.${name}`);
    if (places.some((place) => this.#hints.privateFields.has(place))) return undefined;
    const rules = places.flatMap((place) => this.#hints.fields.get(place) ?? []);
    const isSaidOfAll = rules.length > 0 && rules.length === types.length;
    return isSaidOfAll || isInWhole ? rules : undefined;
  }

  /** Takes a field's rule into what holds for the whole answer. */
  #count(rule: FieldRule, node: FieldNode, { about, place }: Within): void {
    this.#maxAgeSeconds = Math.min(this.#maxAgeSeconds, rule.maxAgeSeconds);
    if (rule.isStrict || rule.tags.length === 0)
      this.#keptSeconds = Math.min(this.#keptSeconds, rule.maxAgeSeconds);
    for (const header of rule.variesBy) this.#variesBy.add(header);
    for (const tag of rule.tags) {
      this.#topics.add(tag);
      (about ?? place).tags.add(tag);
    }
    for (const { name, value } of node.arguments ?? []) {
      const tags = rule.argumentTags.get(name.value) ?? [];
      for (const tag of tags) this.#topics.add(tag);
      if (value.kind === Kind.VARIABLE) this.#addWith(value.name.value, tags);
      else if (value.kind !== Kind.NULL) for (const tag of tags) this.#wholly.add(tag);
    }
  }

  #addWith(variable: string, tags: readonly string[]): void {
    const known = this.#whollyWith.get(variable) ?? [];
    if (tags.length > 0) this.#whollyWith.set(variable, [...known, ...tags]);
  }

  /** Whether changes are told of things of this type by their ids. */
  #isTold({ name }: Within['type']): boolean {
    return name === 'Product' || name === 'ProductVariant';
  }

  #refuse(reason: string): void {
    this.#reason ??= reason;
  }
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}
