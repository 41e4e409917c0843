import {
  Kind,
  parse,
  print,
  Source,
  visit,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type TypeDefinitionNode,
} from 'graphql';
import { describeAccess } from './access/describe-access.ts';
import { inheritDescriptions } from './inherit-descriptions.ts';

/** One file of SDL. */
export interface SchemaPart {
  /** For error messages. */
  readonly file: string;
  readonly sdl: string;
}

/** What a subgraph's schema is joined from. */
export interface SchemaParts {
  /** The part of each room; a room may extend the types of others. */
  readonly rooms: readonly SchemaPart[];
  /** Value types, error types and directives that several subgraphs share; those that the rooms use are taken over. */
  readonly shared: readonly SchemaPart[];
}

const federation = 'https://specs.apollo.dev/federation/v2.9';
const federationDirectives = [
  'key',
  'shareable',
  'external',
  'requires',
  'provides',
  'override',
  'inaccessible',
  'tag',
  'listSize',
];
/** Those of our own that the gateway reads in the supergraph. https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/directives#composedirective */
const composedDirectives = ['cacheControl'];
const ownSpecs = 'https://cartwright.example/specs';
/** The root types are made of what rooms add to them; this is what they say of themselves in every subgraph. */
const rootDescriptions = new Map([
  ['Query', 'What can be read. A field that fails, or whose data is away, is null and spares the others.'],
  [
    'Mutation',
    'What can be done. Fields run one after another; ask each for `__typename` and for what its outcomes tell.',
  ],
  ['Subscription', 'What can be followed live: over WebSocket, server-sent events or multipart.'],
]);
const rootTypes = [...rootDescriptions.keys()];

/**
 * Joins the parts of a subgraph's rooms into its schema: one definition per type, extensions folded into the type that
 * they extend, shared types where they are used, descriptions where an interface has them or `@access` says what a client needs, and federation's directives imported.
 * @throws TypeError when a type or a field is defined twice, or something is extended that is no type of another room
 */
export function joinSchema({ rooms, shared }: SchemaParts): string {
  const types = foldExtensions(rooms.flatMap(definitionsOf));
  const known = shared.flatMap(definitionsOf);
  const sharedTypes = known.filter(isTypeDefinition);
  const own = [...types, ...usedShared(types, sharedTypes)];
  const directives = usedDirectives(own, known.filter(isDirectiveDefinition));
  const all = [...types, ...usedShared([...types, ...directives], sharedTypes)];
  const definitions = [...directives, ...rootsFirst(describeAccess(inheritDescriptions(all)))];
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  return `${federationLink(document)}\n\n${print(document)}\n`;
}

function definitionsOf({ file, sdl }: SchemaPart): readonly DefinitionNode[] {
  try {
    return parse(new Source(sdl, file)).definitions;
  } catch (error) {
    throw new TypeError(`${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function foldExtensions(definitions: readonly DefinitionNode[]): TypeDefinitionNode[] {
  const types = new Map<string, TypeDefinitionNode>();
  for (const definition of definitions.filter(isTypeDefinition)) {
    const { value: name } = definition.name;
    const known = types.get(name);
    if (known !== undefined) {
      throw new TypeError(
        `${name} is defined in ${fileOf(known)} and ${fileOf(definition)}: one of them must extend it`,
      );
    }
    types.set(name, definition);
  }
  for (const definition of definitions) {
    if (isTypeDefinition(definition)) continue;
    if (definition.kind !== Kind.OBJECT_TYPE_EXTENSION) {
      throw new TypeError(
        `${fileOf(definition)}: a room may define types and extend object types, nothing else`,
      );
    }
    const { value: name } = definition.name;
    types.set(name, extended(types.get(name), definition));
  }
  return [...types.values()];
}

function extended(
  type: TypeDefinitionNode | undefined,
  extension: ObjectTypeExtensionNode,
): ObjectTypeDefinitionNode {
  const { name, fields = [], directives = [], interfaces = [] } = extension;
  const rootDescription = rootDescriptions.get(name.value);
  if (type === undefined && rootDescription !== undefined) {
    const description = { kind: Kind.STRING, value: rootDescription, block: true } as const;
    return { kind: Kind.OBJECT_TYPE_DEFINITION, description, name, fields, directives, interfaces };
  }
  if (type?.kind !== Kind.OBJECT_TYPE_DEFINITION) {
    throw new TypeError(`${fileOf(extension)} extends ${name.value}, but no room defines such a type`);
  }
  const known = new Set(type.fields?.map((field) => field.name.value));
  const twice = fields.find((field) => known.has(field.name.value));
  if (twice !== undefined) throw new TypeError(`${name.value}.${twice.name.value} is defined in two rooms`);
  return {
    ...type,
    fields: [...(type.fields ?? []), ...fields],
    directives: [...(type.directives ?? []), ...directives],
    interfaces: [...(type.interfaces ?? []), ...interfaces],
  };
}

function fileOf({ loc }: DefinitionNode): string {
  return loc?.source.name ?? 'schema.graphql';
}

/** The shared types that types name, and those that these name in turn. */
function usedShared(
  types: readonly (TypeDefinitionNode | DirectiveDefinitionNode)[],
  shared: readonly TypeDefinitionNode[],
): TypeDefinitionNode[] {
  const used = new Set<TypeDefinitionNode>();
  const take = (type: TypeDefinitionNode | DirectiveDefinitionNode): void => {
    const named = namesIn(type);
    for (const candidate of shared) {
      if (!named.has(candidate.name.value) || used.has(candidate)) continue;
      used.add(candidate);
      take(candidate);
    }
  };
  types.forEach(take);
  return shared.filter((type) => used.has(type));
}

function namesIn(type: TypeDefinitionNode | DirectiveDefinitionNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(type, { NamedType: ({ name }) => void names.add(name.value) });
  return names;
}

function usedDirectives(
  types: readonly TypeDefinitionNode[],
  shared: readonly DirectiveDefinitionNode[],
): DirectiveDefinitionNode[] {
  const used = directivesIn({ kind: Kind.DOCUMENT, definitions: types });
  return shared.filter(({ name }) => used.has(name.value));
}

function directivesIn(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, { Directive: ({ name }) => void names.add(name.value) });
  return names;
}

function rootsFirst(types: readonly TypeDefinitionNode[]): TypeDefinitionNode[] {
  const isRoot = ({ name }: TypeDefinitionNode): boolean => rootTypes.includes(name.value);
  const roots = rootTypes.flatMap((root) => types.filter(({ name }) => name.value === root));
  return [...roots, ...types.filter((type) => !isRoot(type))];
}

function federationLink(document: DocumentNode): string {
  const used = directivesIn(document);
  const composed = composedDirectives.filter((name) => used.has(name));
  const imports = federationDirectives.filter((name) => used.has(name));
  const imported = [...imports, ...(composed.length > 0 ? ['composeDirective'] : [])];
  const own = composed.map(
    (name) =>
      ` @link(url: "${ownSpecs}/${name}/v0.1", import: ["@${name}"]) @composeDirective(name: "@${name}")`,
  );
  const names = imported.map((name) => `"@${name}"`).join(', ');
  return `extend schema @link(url: "${federation}", import: [${names}])${own.join('')}`;
}

function isDirectiveDefinition(definition: DefinitionNode): definition is DirectiveDefinitionNode {
  return definition.kind === Kind.DIRECTIVE_DEFINITION;
}

function isTypeDefinition(definition: DefinitionNode): definition is TypeDefinitionNode {
  return [
    Kind.SCALAR_TYPE_DEFINITION,
    Kind.OBJECT_TYPE_DEFINITION,
    Kind.INTERFACE_TYPE_DEFINITION,
    Kind.UNION_TYPE_DEFINITION,
    Kind.ENUM_TYPE_DEFINITION,
    Kind.INPUT_OBJECT_TYPE_DEFINITION,
  ].some((kind) => kind === definition.kind);
}
