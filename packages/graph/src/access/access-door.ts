import { optionalViewer, type Viewer, type ViewerContext } from '@cartwright/identity';
import {
  defaultFieldResolver,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Field } from '../with-arguments.ts';
import { accessOf, type Access } from './access.ts';
import { guardReference } from './guard-reference.ts';
import { hasAccess, requireAccess, type Owns } from './guards.ts';
import { isRefusal, refusalOf, type Refusal } from './refusal.ts';

/** What the door asks and tells. */
export interface AccessOptions {
  /** By the name of a type: whether an object of it is the viewer's. */
  readonly owns: Readonly<Record<string, Owns>>;
  /** Told of each root field that a viewer was refused for want of a permission, before the answer is given. */
  readonly onRefused?: ((viewer: Viewer, refusal: Refusal) => Promise<void>) | undefined;
}

/**
 * Lets nobody reach a resolver, or an entity by its reference, whom `@access` does not: a root field answers UNAUTHENTICATED or
 * FORBIDDEN, any other null, or an empty list where it is never null. What OWNER leads to is looked at when it has been
 * resolved, where its type says to whom it belongs; a mutation or subscription knows the owner of what it names itself.
 * @throws TypeError for a rule that cannot be held
 */
export function guardAccess(schema: GraphQLSchema, options: AccessOptions): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const isRoot = roots.includes(type);
    for (const field of Object.values<Field>(type.getFields())) {
      const access = accessOf(field.astNode);
      if (access === undefined || access.rule === 'ANYBODY') continue;
      if (!isRoot) guardField(type, field, access, options);
      else if (type === schema.getQueryType() && access.rule === 'OWNER') guardFound(field, access, options);
      else guardRoot(field, access, options);
    }
    if (!isRoot) guardReference(type, accessOf(type.astNode), options.owns[type.name]);
  }
  return schema;
}

/** A field that is refused before anything is done. */
function guardRoot(field: Field, access: Access, { onRefused }: AccessOptions): void {
  const guarded = (resolve: NonNullable<Field['resolve']>): typeof resolve => {
    return async (root, args, context, info) => {
      const { viewer } = context as ViewerContext;
      const refused = (): Promise<void> | undefined =>
        viewer === null ? undefined : onRefused?.(viewer, refusalOf(field.name, access, args));
      try {
        requireAccess(access, context as ViewerContext);
      } catch (error) {
        await refused();
        throw error;
      }
      const answer: unknown = await resolve(root, args, context, info);
      if (access.rule === 'OWNER' && isRefusal(answer, access, viewer)) await refused();
      return answer;
    };
  };
  const { resolve = defaultFieldResolver, subscribe } = field;
  if (subscribe === undefined) field.resolve = guarded(resolve);
  else field.subscribe = guarded(subscribe);
}

/** A query that answers only what is the viewer's: what is not is answered as if there were none. */
function guardFound(field: Field, access: Access, { owns, onRefused }: AccessOptions): void {
  if (isNonNullType(field.type))
    throw new TypeError(`Query.${field.name} has no null to answer to strangers`);
  const { resolve = defaultFieldResolver } = field;
  const ownsFound = owns[getNamedType(field.type).name];
  field.resolve = async (root, args, context, info) => {
    const viewer = optionalViewer(context as ViewerContext); // a token that speaks for nobody is told of, whatever is found
    const found: unknown = await resolve(root, args, context, info);
    const answer = ownsFound === undefined ? found : visible(found, access, { context, owns: ownsFound });
    if (viewer !== null && isRefusal(answer, access, viewer)) {
      await onRefused?.(viewer, refusalOf(field.name, access, args));
    }
    return answer;
  };
}

/** A field of an object: of an own one, or whose own ones it gives. */
function guardField(type: GraphQLObjectType, field: Field, access: Access, { owns }: AccessOptions): void {
  const ownsObject = owns[type.name];
  const ownsFound = owns[getNamedType(field.type).name];
  const name = `${type.name}.${field.name}`;
  const isOfFound = access.rule === 'OWNER' && ownsObject === undefined;
  if (isOfFound && ownsFound === undefined) throw new TypeError(`Nothing says whose ${name} is`);
  const refused = refusedValue(field, name);
  const { resolve = defaultFieldResolver } = field;
  field.resolve = async (object, args, context, info) => {
    if (isOfFound) {
      const found: unknown = await resolve(object, args, context, info);
      return visible(found, access, { context, owns: ownsFound });
    }
    const mayPass = hasAccess(access, { context: context as ViewerContext, object, owns: ownsObject });
    return mayPass ? resolve(object, args, context, info) : refused;
  };
}

function refusedValue({ type }: Field, name: string): null | readonly never[] {
  if (!isNonNullType(type)) return null;
  if (isListType(type.ofType)) return [];
  throw new TypeError(`${name} has neither null nor an empty list to answer to strangers`);
}

interface Looking {
  readonly context: unknown;
  readonly owns: Owns | undefined;
}

/** What of a result, an object or a list, the viewer may see. */
function visible(found: unknown, access: Access, { context, owns }: Looking): unknown {
  const maySee = (object: unknown): boolean =>
    hasAccess(access, { context: context as ViewerContext, object, owns });
  if (Array.isArray(found)) return found.filter(maySee);
  return found == null || !maySee(found) ? null : found;
}
