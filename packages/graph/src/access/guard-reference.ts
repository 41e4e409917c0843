import { optionalViewer, type ViewerContext } from '@cartwright/identity';
import type { GraphQLObjectType } from 'graphql';
import type { Access } from './access.ts';
import { hasAccess, type Owns } from './guards.ts';

type ResolveReference = (reference: object, context: ViewerContext, info: unknown) => unknown;

interface SubgraphExtensions {
  readonly apollo?: { readonly subgraph?: { readonly resolveReference?: ResolveReference } };
}

/** Answers null for a reference to an object that the rule of its type does not let the viewer see. @throws TypeError without `owns` */
export function guardReference(
  type: GraphQLObjectType,
  access: Access | undefined,
  owns: Owns | undefined,
): void {
  if (access === undefined || access.rule === 'ANYBODY') return;
  if (access.rule === 'OWNER' && owns === undefined)
    throw new TypeError(`Nothing says whose a ${type.name} is`);
  const { apollo } = type.extensions as SubgraphExtensions;
  const resolve: ResolveReference = apollo?.subgraph?.resolveReference ?? ((reference) => reference);
  const resolveReference: ResolveReference = async (reference, context, info) => {
    if (optionalViewer(context) === null) return null;
    const object = await resolve(reference, context, info);
    return object != null && hasAccess(access, { context, object, owns }) ? object : null;
  };
  type.extensions = {
    ...type.extensions,
    apollo: { ...apollo, subgraph: { ...apollo?.subgraph, resolveReference } },
  };
}
