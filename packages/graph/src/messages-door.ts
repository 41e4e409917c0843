import { requestedLanguage, translateMessage } from '@cartwright/languages';
import { defaultFieldResolver, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/** What a resolver is given, as far as it says in which language texts are to be. */
interface Asked {
  readonly request?: { readonly headers?: Readonly<Record<string, unknown>> } | undefined;
}

/**
 * Answers `message` of each error that a mutation can end with, and of the fields that its input has wrong, in the language of the
 * request. They are made in English, which is what the catalogue of translations knows them by.
 */
export function translateMessages(schema: GraphQLSchema): GraphQLSchema {
  const userError = schema.getType('UserError');
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const isError = isInterfaceType(userError) && type.getInterfaces().includes(userError);
    if (!isError && type.name !== 'InvalidField') continue;
    const field = type.getFields()['message'];
    if (field === undefined) continue;
    const { resolve = defaultFieldResolver } = field;
    field.resolve = async (root, args, context: Asked, info) =>
      inLanguageOf(await resolve(root, args, context, info), context);
  }
  return schema;
}

function inLanguageOf(message: unknown, { request }: Asked): unknown {
  return typeof message === 'string'
    ? translateMessage(message, requestedLanguage(request?.headers ?? {}))
    : message;
}
