import { collectFields, type Collecting } from '@cartwright/graph';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { isData, valueOf, type Data } from './merge-data.ts';
import { keyOf } from './path-set.ts';
import { jsonText } from './json-text.ts';
import { compileLeaf, isText } from './write-leaf.ts';
import { writeIntrospection, type Introspecting } from './write-introspection.ts';
import type { Write, Writing } from './writing.ts';

/** A document to be compiled for one set of values of its conditions. */
export interface Shaping extends Collecting, Introspecting {}

/** A field of an answer. */
interface ShapedField {
  readonly nodes: readonly FieldNode[];
  /** `Type.field`. */
  readonly coordinate: string;
}

interface ObjectField {
  /** The client's key, as it stands before the value of the first field, and of any other. */
  readonly first: string;
  readonly next: string;
  readonly write: (source: Data, writing: Writing) => string | undefined;
  /** By which key a source has text that is written as it is; undefined for any other field. */
  readonly textKey?: string | undefined;
}

const nothing: Data = {};
const introspection = new Set([SchemaMetaFieldDef.name, TypeMetaFieldDef.name]);

/**
 * Compiles how an object is written: its fields in the order that the specification gives them, each by its type, lists and
 * abstract types as their values are. What is below is compiled when it is first written.
 */
export function compileObject(
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  shaping: Shaping,
): Write {
  const collected = [...collectFields(sets, type, shaping)];
  const fields = collected.flatMap(([key, nodes]) => compileField(type, { key, nodes }, shaping) ?? []);
  if (fields.length === 0) return () => '{}';
  return (value, writing) => {
    const source = isData(value) ? value : nothing;
    const { isPlain } = writing;
    let json = '';
    for (const field of fields) {
      const before = json === '' ? field.first : field.next;
      // Most fields are text, for which it is not worth while to look up how they are written, nor to put together more than once.
      const text = field.textKey === undefined ? undefined : source[field.textKey];
      if (isPlain && typeof text === 'string') {
        json += `${before}"${text}"`;
        continue;
      }
      const written = typeof text === 'string' ? jsonText(text) : field.write(source, writing);
      if (written === undefined) return undefined;
      json += before + written;
    }
    return `${json}}`;
  };
}

function compileField(
  parent: GraphQLObjectType,
  { key, nodes }: { readonly key: string; readonly nodes: readonly FieldNode[] },
  shaping: Shaping,
): ObjectField | undefined {
  const prefix = prefixOf(shaping.originals.get(key) ?? key);
  const name = nodes[0]?.name.value ?? '';
  if (name === TypeNameMetaFieldDef.name) {
    const written = JSON.stringify(parent.name);
    return { ...prefix, write: () => written };
  }
  if (introspection.has(name) && parent === shaping.schema.getQueryType())
    return { ...prefix, write: at(key, writeIntrospection(nodes, key, shaping)) };
  const field = parent.getFields()[name];
  if (field === undefined) return undefined;
  const shaped = { nodes, coordinate: `${parent.name}.${name}` };
  const nullable = getNullableType(field.type);
  if (isLeafType(nullable)) {
    const textKey = isText(nullable) && !(key in nothing) ? key : undefined;
    return { ...prefix, write: leafAt(key, field.type, shaped), textKey };
  }
  const complete = compileValue(field.type, shaped, shaping);
  const isComposite = isCompositeType(getNamedType(field.type));
  return { ...prefix, write: at(key, isComposite ? noted(shaped.coordinate, complete) : complete) };
}

function prefixOf(name: string): Pick<ObjectField, 'first' | 'next'> {
  const key = `${JSON.stringify(name)}:`;
  return { first: `{${key}`, next: `,${key}` };
}

/** Reads what a source has by a key, which may be the name of something that every object has. */
function readerOf(key: string): (source: Data, key: string) => unknown {
  return key in nothing ? valueOf : (source, own) => source[own];
}

/** Writes a leaf; where it is matters to nobody but whoever reads of a fault. */
function leafAt(key: string, type: GraphQLOutputType, shaped: ShapedField): ObjectField['write'] {
  const read = readerOf(key);
  const write = compileLeaf(getNullableType(type) as GraphQLLeafType);
  const isRequired = isNonNullType(type);
  return (source, writing) => {
    const value = read(source, key);
    if (value === null || value === undefined)
      return isRequired ? faultAt(writing, key, { shaped, message: missing(shaped) }) : 'null';
    try {
      return write(value);
    } catch (error) {
      const fault = faultAt(writing, key, { shaped, message: messageOf(error) });
      return isRequired ? fault : 'null';
    }
  };
}

/** Writes what a source has by a key. */
function at(key: string, write: Write): ObjectField['write'] {
  const read = readerOf(key);
  return (source, writing) => {
    writing.path.push(key);
    const written = write(read(source, key), writing);
    writing.path.pop();
    return written;
  };
}

function noted(coordinate: string, write: Write): Write {
  return (value, writing) => {
    writing.fields?.set(keyOf(writing.path), coordinate);
    return write(value, writing);
  };
}

function compileValue(type: GraphQLOutputType, field: ShapedField, shaping: Shaping): Write {
  const write = compilePresent(getNullableType(type) as GraphQLOutputType, field, shaping);
  if (!isNonNullType(type))
    return (value, writing) =>
      value === null || value === undefined ? 'null' : (write(value, writing) ?? 'null');
  return (value, writing) =>
    value === null || value === undefined ? fault(writing, field, missing(field)) : write(value, writing);
}

/** A value that is there. */
function compilePresent(type: GraphQLOutputType, field: ShapedField, shaping: Shaping): Write {
  if (isListType(type)) return compileList(type.ofType, field, shaping);
  if (isObjectType(type)) return compileBelow(type, field, shaping);
  if (isAbstractType(type)) return compileAbstract(type, field, shaping);
  if (!isLeafType(type)) throw new Error(`${String(type)} is no type of an answer.`);
  const write = compileLeaf(type);
  return (value, writing) => {
    try {
      return write(value);
    } catch (error) {
      return fault(writing, field, messageOf(error));
    }
  };
}

function compileList(itemType: GraphQLOutputType, field: ShapedField, shaping: Shaping): Write {
  const each = compileValue(itemType, field, shaping);
  return (value, writing) => {
    if (!Array.isArray(value)) return fault(writing, field, `${field.coordinate} is a list, and has none.`);
    const { path } = writing;
    const items: readonly unknown[] = value;
    let json = '';
    for (let index = 0; index < items.length; index += 1) {
      path.push(index);
      const written = each(items[index], writing);
      path.pop();
      if (written === undefined) return undefined;
      json += index === 0 ? written : `,${written}`;
    }
    return `[${json}]`;
  };
}

function compileBelow(type: GraphQLObjectType, { nodes }: ShapedField, shaping: Shaping): Write {
  let compiled: Write | undefined;
  return (value, writing) => {
    compiled ??= compileObject(
      type,
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
      shaping,
    );
    return compiled(value, writing);
  };
}

/** Plans ask for the type's name wherever a type is abstract. */
function compileAbstract(type: GraphQLAbstractType, field: ShapedField, shaping: Shaping): Write {
  const byName = new Map<unknown, Write>();
  const possible = new Map(shaping.schema.getPossibleTypes(type).map((one) => [one.name as unknown, one]));
  return (value, writing) => {
    const name = isData(value) ? value['__typename'] : undefined;
    const known = byName.get(name);
    if (known !== undefined) return known(value, writing);
    const actual = possible.get(name);
    if (actual === undefined) return fault(writing, field, `${String(name)} is not one of ${type.name}.`);
    const compiled = compileBelow(actual, field, shaping);
    byName.set(name, compiled);
    return compiled(value, writing);
  };
}

function fault({ faults, path }: Writing, { nodes }: ShapedField, message: string): string | undefined {
  faults.push({ path: [...path], nodes, cause: new Error(message) });
  return undefined;
}

interface LeafFault {
  readonly shaped: ShapedField;
  readonly message: string;
}

function faultAt(writing: Writing, key: string, { shaped, message }: LeafFault): string | undefined {
  writing.path.push(key);
  const nothingWritten = fault(writing, shaped, message);
  writing.path.pop();
  return nothingWritten;
}

function missing({ coordinate }: ShapedField): string {
  return `Cannot return null for non-nullable field ${coordinate}.`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
