/** Of Medusa's services, those that have no workflow for what is needed here. */
export interface Container {
  resolve(name: 'link'): { create: (link: object) => Promise<unknown> };
  resolve(name: 'fulfillment'): { createFulfillmentSets: (set: object) => Promise<FulfillmentSet> };
  resolve(name: 'query'): { graph: (query: object) => Promise<{ readonly data: readonly WithId[] }> };
}

/** Its workflows, as `@medusajs/medusa/core-flows` exports them. */
export type Workflows = Readonly<Record<WorkflowName, Workflow>>;

type WorkflowName =
  | 'createRegionsWorkflow'
  | 'createTaxRegionsWorkflow'
  | 'createStockLocationsWorkflow'
  | 'linkSalesChannelsToStockLocationWorkflow'
  | 'createShippingProfilesWorkflow'
  | 'createShippingOptionsWorkflow'
  | 'createProductsWorkflow'
  | 'createInventoryLevelsWorkflow';

type Workflow = (container: Container) => {
  run: (call: { readonly input: object }) => Promise<{ readonly result: readonly WithId[] }>;
};

interface WithId {
  readonly id: string;
}

interface FulfillmentSet extends WithId {
  readonly service_zones: readonly WithId[];
}

interface Medusa {
  readonly container: Container;
  readonly workflows: Workflows;
}

const variantsEach = 3;
const batch = 20;

/**
 * Fills a shop that sells in Germany, from one warehouse. Its sales channel, currency (EUR) and publishable key are there: Medusa
 * makes them when it starts for the first time.
 */
export async function fillMedusa(medusa: Medusa, products: number): Promise<void> {
  await sellInGermany(medusa);
  const shippingProfileId = await first(medusa, 'createShippingProfilesWorkflow', {
    data: [{ name: 'Parcels', type: 'default' }],
  });
  const locationId = await openWarehouse(medusa, shippingProfileId);
  const salesChannelId = await firstOf(medusa, 'sales_channel');
  await run(medusa, 'linkSalesChannelsToStockLocationWorkflow', { id: locationId, add: [salesChannelId] });
  const each = { salesChannelId, shippingProfileId };
  for (let from = 0; from < products; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, products - from) }, (_, at) => from + at);
    const batchOfProducts = numbers.map((number) => productOf(number, each));
    await run(medusa, 'createProductsWorkflow', { products: batchOfProducts });
  }
  await stockEverything(medusa, locationId);
}

async function sellInGermany(medusa: Medusa): Promise<void> {
  const region = { name: 'Germany', currency_code: 'eur', countries: ['de'] };
  await run(medusa, 'createRegionsWorkflow', {
    regions: [{ ...region, payment_providers: ['pp_system_default'] }],
  });
  const rate = { name: 'Standard', code: 'standard', rate: 19 };
  await run(medusa, 'createTaxRegionsWorkflow', [
    { country_code: 'de', provider_id: 'tp_system', default_tax_rate: rate },
  ]);
}

/** A warehouse that sends parcels for a flat price. @returns the id of its stock location */
async function openWarehouse(medusa: Medusa, shippingProfileId: string): Promise<string> {
  const { container } = medusa;
  const locationId = await first(medusa, 'createStockLocationsWorkflow', {
    locations: [{ name: 'Warehouse', address: { address_1: '', city: 'Berlin', country_code: 'DE' } }],
  });
  const { id: setId, service_zones: zones } = await container.resolve('fulfillment').createFulfillmentSets({
    name: 'Parcels',
    type: 'shipping',
    service_zones: [{ name: 'Germany', geo_zones: [{ type: 'country', country_code: 'de' }] }],
  });
  const links = [{ fulfillment_provider_id: 'manual_manual' }, { fulfillment_set_id: setId }];
  for (const fulfillment of links)
    await container
      .resolve('link')
      .create({ stock_location: { stock_location_id: locationId }, fulfillment });
  await run(medusa, 'createShippingOptionsWorkflow', [
    {
      name: 'Parcel',
      price_type: 'flat',
      provider_id: 'manual_manual',
      service_zone_id: zones[0]?.id,
      shipping_profile_id: shippingProfileId,
      type: { label: 'Parcel', description: 'By parcel.', code: 'parcel' },
      prices: [{ currency_code: 'eur', amount: 4.9 }],
      rules: [
        { attribute: 'enabled_in_store', operator: 'eq', value: 'true' },
        { attribute: 'is_return', operator: 'eq', value: 'false' },
      ],
    },
  ]);
  return locationId;
}

function productOf(number: number, each: { salesChannelId: string; shippingProfileId: string }): object {
  const sizes = Array.from({ length: variantsEach }, (_, at) => `size ${at}`);
  return {
    title: `Lamp ${number}`,
    handle: `lamp-${number}`,
    description: 'A lamp for a table or a shelf.',
    status: 'published',
    shipping_profile_id: each.shippingProfileId,
    sales_channels: [{ id: each.salesChannelId }],
    options: [{ title: 'size', values: sizes }],
    variants: sizes.map((size, at) => ({
      title: size,
      sku: `LAMP-${number}-${at}`,
      manage_inventory: true,
      options: { size },
      prices: [{ currency_code: 'eur', amount: 10 + number }],
    })),
  };
}

async function stockEverything(medusa: Medusa, locationId: string): Promise<void> {
  const query = medusa.container.resolve('query');
  const { data: items } = await query.graph({ entity: 'inventory_item', fields: ['id'] });
  const levels = items.map(({ id }) => ({
    inventory_item_id: id,
    location_id: locationId,
    stocked_quantity: 100_000,
  }));
  await run(medusa, 'createInventoryLevelsWorkflow', { inventory_levels: levels });
}

async function run(
  { container, workflows }: Medusa,
  name: WorkflowName,
  input: object,
): Promise<readonly WithId[]> {
  const { result } = await workflows[name](container).run({ input });
  return result;
}

/** Runs a workflow that creates one thing. @returns its id */
async function first(medusa: Medusa, name: WorkflowName, input: object): Promise<string> {
  const [created] = await run(medusa, name, input);
  if (created === undefined) throw new Error(`${name} has created nothing.`);
  return created.id;
}

/** The id of the only one of its kind. */
async function firstOf({ container }: Medusa, entity: string): Promise<string> {
  const { data } = await container.resolve('query').graph({ entity, fields: ['id'] });
  if (data[0] === undefined) throw new Error(`There is no ${entity}.`);
  return data[0].id;
}
