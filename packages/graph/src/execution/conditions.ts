import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  visit,
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
  type SelectionNode,
} from 'graphql';

/** Values of variables, coerced. */
export type Variables = Readonly<Record<string, unknown>>;

const conditions: readonly string[] = [GraphQLSkipDirective.name, GraphQLIncludeDirective.name];

/** The variables that decide which selections of a document are included. */
export function decidingVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document as ASTNode, {
    Directive: (directive) => {
      const value = conditions.includes(directive.name.value) ? conditionOf(directive) : undefined;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** Whether a selection is included, where every variable that decides is true or false. */
export function isIncluded({ directives = [] }: SelectionNode, variables: Variables): boolean {
  return directives.every((directive) => {
    if (!conditions.includes(directive.name.value)) return true;
    return holds(directive, variables) === (directive.name.value === GraphQLIncludeDirective.name);
  });
}

function holds(directive: DirectiveNode, variables: Variables): boolean {
  const value = conditionOf(directive);
  return value?.kind === Kind.VARIABLE
    ? variables[value.name.value] === true
    : value?.kind === Kind.BOOLEAN && value.value;
}

function conditionOf({ arguments: given = [] }: DirectiveNode) {
  return given.find(({ name }) => name.value === 'if')?.value;
}
