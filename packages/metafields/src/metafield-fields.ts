import {
  isSameName,
  showMetafield,
  type Metafield,
  type MetafieldName,
  type ShownMetafield,
} from './rules/metafield.ts';

/** Which metafields a list has. */
interface Asked {
  readonly namespace?: string | null | undefined;
}

/** The fields of an owner, whose metafields `load` gives. */
export function metafieldFields<Owner, Context>(
  load: (owner: Owner, context: Context) => MaybePromise<readonly Metafield[]>,
) {
  const list =
    (visibility: Metafield['visibility']) =>
    async (owner: Owner, { namespace }: Asked, context: Context): Promise<ShownMetafield[]> =>
      (await load(owner, context))
        .filter((one) => one.visibility === visibility && (namespace ?? one.namespace) === one.namespace)
        .map(showMetafield);
  return {
    metafields: list('PUBLIC'),
    privateMetafields: list('PRIVATE'),
    metafield: async (
      owner: Owner,
      name: MetafieldName,
      context: Context,
    ): Promise<ShownMetafield | null> => {
      const found = (await load(owner, context)).find((one) => isSameName(one, name));
      return found?.visibility === 'PUBLIC' ? showMetafield(found) : null;
    },
  };
}

type MaybePromise<Value> = Value | Promise<Value>;
