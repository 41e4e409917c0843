import {
  Kind,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type TypeDefinitionNode,
} from 'graphql';

/**
 * The same types, where a field that an interface asks for, and that says nothing of its own, is described as the interface
 * describes it: introspection does not pass descriptions on.
 */
export function inheritDescriptions(types: readonly TypeDefinitionNode[]): TypeDefinitionNode[] {
  const interfaces = new Map(types.filter(isInterface).map((type) => [type.name.value, type]));
  return types.map((type) => {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) return type;
    const inherited = (type.interfaces ?? []).flatMap(({ name }) => interfaces.get(name.value)?.fields ?? []);
    return { ...type, fields: (type.fields ?? []).map((field) => described(field, inherited)) };
  });
}

function described(
  field: FieldDefinitionNode,
  inherited: readonly FieldDefinitionNode[],
): FieldDefinitionNode {
  const description =
    field.description ?? inherited.find(({ name }) => name.value === field.name.value)?.description;
  return description === undefined ? field : { ...field, description };
}

function isInterface(type: TypeDefinitionNode): type is InterfaceTypeDefinitionNode {
  return type.kind === Kind.INTERFACE_TYPE_DEFINITION;
}
